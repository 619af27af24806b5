import Platform
import Testing

@testable import Gateway

@Suite("When the configuration is read again") struct ReloadScheduleTests {
  private static let rest: Int64 = 300_000_000
  private static let patience = ReloadSchedule.patience.nanoseconds
  private var schedule = ReloadSchedule(rest: .nanoseconds(Self.rest))

  @Test("a change is read once the file has rested") mutating func rests() {
    #expect(schedule.changed(at: 1000) == .wait(until: 1000 + Self.rest))
    #expect(schedule.reached(1000 + Self.rest - 1) == .wait(until: 1000 + Self.rest))
    #expect(schedule.reached(1000 + Self.rest) == .read(.edit))
    #expect(schedule.finished(at: 2000 + Self.rest) == .nothing)
    #expect(schedule.reached(.max) == .nothing)
  }

  @Test("fifty changes that come close together are one reading") mutating func coalesced() {
    var actions: Set<ReloadSchedule.Action> = []
    for change in 0..<50 {
      let now = Int64(change) * Self.rest / 2
      guard now + Self.rest <= Self.patience else { break }
      #expect(schedule.changed(at: now) == .wait(until: now + Self.rest))
      actions.insert(schedule.reached(now + 1))
    }
    #expect(!actions.contains(.read(.edit)))
  }

  @Test("a file that never rests is read all the same") mutating func neverRests() {
    var readings = 0
    for now in stride(from: 0, to: 10 * Self.patience, by: Int(Self.rest / 3)) {
      guard case .read = schedule.reached(now) else {
        _ = schedule.changed(at: now)
        continue
      }
      readings += 1
      _ = schedule.finished(at: now)
    }
    #expect((8...10).contains(readings))
  }

  @Test("who asks waits for no file, and a change that was waiting is seen by that reading") mutating func asked() {
    _ = schedule.changed(at: 0)
    #expect(schedule.requested(.signal) == .read(.signal))
    #expect(schedule.finished(at: 1) == .nothing)
    #expect(schedule.reached(Self.rest) == .nothing)
  }

  @Test("what comes during a reading leads to another, and the stronger wish counts") mutating func during() {
    #expect(schedule.requested(.signal) == .read(.signal))
    #expect(schedule.requested(.method) == .nothing)
    #expect(schedule.requested(.signal) == .nothing)
    #expect(schedule.finished(at: 1) == .read(.method))
    #expect(schedule.changed(at: 2) == .nothing)
    #expect(schedule.reached(2 + Self.rest) == .nothing)
    #expect(schedule.finished(at: 3) == .wait(until: 2 + Self.rest))
    #expect(schedule.reached(2 + Self.rest) == .read(.edit))
  }

  @Test("a file that rests for ever is read never, and one that need not rest at once") mutating func extremes() {
    schedule.rest = .milliseconds(Int64.max)
    #expect(schedule.changed(at: 5) == .wait(until: .max))
    schedule.rest = .zero
    #expect(schedule.changed(at: 7) == .wait(until: 7))
    #expect(schedule.reached(7) == .read(.edit))
  }
}
