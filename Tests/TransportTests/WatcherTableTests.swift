import TestSupport
import Testing

@testable import Transport

@Suite("Watcher table") struct WatcherTableTests {
  init() { LoopThread.start() }

  @Test("a watcher is found under its token") @LoopActor func found() {
    var table = WatcherTable()
    let (first, second) = (Watcher(), Watcher())
    let token = table.add(first, for: 7)
    let other = table.add(second, for: 3)
    #expect(table[other] === second)
    #expect(table[token] === first)
    #expect(table.token(of: 7) == token)
  }

  @Test("an event for a descriptor's former owner finds nobody") @LoopActor func stale() {
    var table = WatcherTable()
    let old = table.add(Watcher(), for: 7)
    table.remove(7)
    #expect(table[old] == nil)
    let next = Watcher()
    let new = table.add(next, for: 7)
    #expect(table[old] == nil)
    #expect(table[new] === next)
  }

  @Test("taking out what is not there says so") @LoopActor func absent() {
    var table = WatcherTable()
    let wasThere = table.remove(5)
    #expect(!wasThere)
    #expect(table.token(of: 5) == nil)
  }
}

@LoopActor private final class Watcher: DescriptorWatcher {
  func becameReady(_ readiness: Readiness) {}
}
