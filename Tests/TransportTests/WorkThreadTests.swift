import Glibc
import Platform
import Synchronization
import TestSupport
import Testing

@testable import Transport

@Suite("Work beside the loop", .timeLimit(.minutes(1))) struct WorkThreadTests {
  init() { LoopThread.start() }

  @Test("work is done in its order, off the loop, and its result comes back to the loop") @LoopActor func order()
    async
  {
    let thread = WorkThread()
    let diary = Diary()
    let loop = pthread_self()
    let (done, worker) = await withCheckedContinuation { continuation in
      for number in 0..<50 { Task { @LoopActor in await thread.run { diary.add(number) } } }
      Task { @LoopActor in
        let worker = await thread.run { pthread_self() }
        continuation.resume(returning: (pthread_self(), worker))
      }
    }
    #expect(done == loop)
    #expect(worker != loop)
    #expect(diary.entries == Array(0..<50))
  }

  @Test("what the work throws comes back") @LoopActor func failure() async {
    await #expect(throws: SystemError.self) {
      try await WorkThread().run { () throws(SystemError) in throw SystemError(code: ENOENT, call: "open") }
    }
  }

  @Test("the loop goes on while work blocks, and the next thread does what comes later") @LoopActor func blockedWork()
    async
  {
    let thread = WorkThread()
    let gate = Diary()
    EventLoop.shared.schedule(after: .milliseconds(1)) { gate.add(1) }
    await thread.run { while gate.entries.isEmpty { sched_yield() } }
    #expect(await thread.run { 7 } == 7)
  }

  /// What several threads have noted.
  private final class Diary: Sendable {
    private let storage = Mutex<[Int]>([])

    var entries: [Int] { storage.withLock { $0 } }

    func add(_ entry: Int) { storage.withLock { $0.append(entry) } }
  }
}
