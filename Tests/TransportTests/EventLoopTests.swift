import Glibc
import Platform
import TestSupport
import Testing

@testable import Transport

@Suite("The loop", .timeLimit(.minutes(1))) struct EventLoopTests {
  init() { LoopThread.start() }

  @Test("timers fire by deadline, and in order of arrival where deadlines meet") @LoopActor func order() async {
    var fired: [Int] = []
    await withCheckedContinuation { done in
      EventLoop.shared.schedule(after: .milliseconds(3)) {
        fired.append(3)
        done.resume()
      }
      EventLoop.shared.schedule(after: .milliseconds(1)) { fired.append(1) }
      EventLoop.shared.schedule(after: .milliseconds(2)) { fired.append(2) }
      EventLoop.shared.schedule(after: .zero) { fired.append(0) }
    }
    #expect(fired == [0, 1, 2, 3])
  }

  @Test("a timer never fires early") @LoopActor func notEarly() async {
    let deadline = Deadline.after(.milliseconds(5))
    await withCheckedContinuation { done in EventLoop.shared.schedule(after: .milliseconds(5)) { done.resume() } }
    #expect(deadline.hasPassed)
  }

  @Test("a cancelled timer does not fire, even when it is due in the same turn") @LoopActor func cancelled() async {
    var fired: [Int] = []
    await withCheckedContinuation { done in
      let first = EventLoop.shared.schedule(after: .milliseconds(1)) { fired.append(1) }
      var third: LoopTimer?
      EventLoop.shared.schedule(after: .milliseconds(2)) {
        fired.append(2)
        third?.cancel()
      }
      third = EventLoop.shared.schedule(after: .milliseconds(2)) { fired.append(3) }
      EventLoop.shared.schedule(after: .milliseconds(3)) { done.resume() }
      first.cancel()
      #expect(!first.isPending)
    }
    #expect(fired == [2])
  }

  @Test("an action scheduled by an action comes in its turn") @LoopActor func nested() async {
    var fired: [Int] = []
    await withCheckedContinuation { done in
      EventLoop.shared.schedule(after: .zero) {
        fired.append(1)
        EventLoop.shared.schedule(after: .zero) {
          fired.append(2)
          done.resume()
        }
      }
    }
    #expect(fired == [1, 2])
  }

  @Test("isolated calls from many tasks run on the loop, one at a time") func calls() async {
    let counter = Counter()
    await withTaskGroup { group in
      for _ in 0..<100 {
        group.addTask { for _ in 0..<10 { await counter.increment() } }
      }
    }
    #expect(await counter.value == 1000)
  }

  @Test("isolation can be assumed on the loop") @LoopActor func assumed() {
    let answer = LoopActor.assumeIsolated { 7 }
    #expect(answer == 7)
  }

  @Test("and stops the process elsewhere") func notAssumed() async {
    await #expect(processExitsWith: .failure) { LoopActor.assumeIsolated {} }
  }

  @Test("run returns after stop, and can be called again") func stopped() async {
    await #expect(processExitsWith: .success) {
      for _ in 0..<2 { try EventLoop.shared.run { EventLoop.shared.stop() } }
    }
  }

  @Test("signals arrive as events") func signals() async {
    await #expect(processExitsWith: .success) {
      try EventLoop.shared.run {
        do {
          let source = try SignalSource([SIGTERM, SIGHUP]) { signal in
            if signal == SIGTERM { EventLoop.shared.stop() }
          }
          EventLoop.shared.schedule(after: .seconds(50)) { source.close() }
          raise(SIGHUP)
          raise(SIGTERM)
        } catch {
          exit(EXIT_FAILURE)
        }
      }
    }
  }
}

@LoopActor private final class Counter {
  private(set) var value = 0

  func increment() {
    LoopActor.shared.preconditionIsolated()
    value += 1
  }
}
