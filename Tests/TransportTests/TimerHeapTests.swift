import Platform
import TestSupport
import Testing

@testable import Transport

@Suite("Timer heap") struct TimerHeapTests {
  init() { LoopThread.start() }

  @Test("timers come out sorted, whatever is taken away in between", arguments: 0..<20)
  @LoopActor func sorted(_ seed: Int) {
    var heap = TimerHeap()
    var random = SeededGenerator(seed: UInt64(seed))
    let timers = (0..<100).map { _ in LoopTimer {} }
    for timer in timers { heap.add(timer, at: Deadline(nanoseconds: Int64(random.next() % 50))) }
    let kept = timers.filter { _ in random.next() % 3 > 0 }
    for timer in timers where !kept.contains(where: { $0 === timer }) { heap.remove(timer) }
    var taken: [LoopTimer] = []
    while let timer = heap.takeFirst(dueAt: Deadline(nanoseconds: 50)) { taken.append(timer) }
    #expect(taken.map(\.moment) == kept.map(\.moment).sorted())
    #expect(heap.firstDeadline == nil)
  }

  @Test("what is not due stays") @LoopActor func notDue() {
    var heap = TimerHeap()
    let timer = LoopTimer {}
    heap.add(timer, at: Deadline(nanoseconds: 10))
    let early = heap.takeFirst(dueAt: Deadline(nanoseconds: 9))
    #expect(early == nil)
    #expect(timer.isPending)
    let due = heap.takeFirst(dueAt: Deadline(nanoseconds: 10))
    #expect(due === timer)
    #expect(!timer.isPending)
  }
}
