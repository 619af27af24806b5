import Platform

/// Timers in a binary heap, the earliest first.
///
/// Each knows its place, so that cancelling costs no search.
@LoopActor struct TimerHeap {
  /// When a timer is due; timers of the same time fire in the order they were added.
  struct Moment: Comparable {
    var deadline = Deadline.distantPast
    var number: UInt64 = 0

    static func < (left: Moment, right: Moment) -> Bool {
      left.deadline == right.deadline ? left.number < right.number : left.deadline < right.deadline
    }
  }

  private var timers: [LoopTimer] = []
  private var added: UInt64 = 0

  nonisolated init() {}

  /// When the first timer is due; nil without timers.
  var firstDeadline: Deadline? { timers.first?.moment.deadline }

  mutating func add(_ timer: LoopTimer, at deadline: Deadline) {
    added += 1
    timer.moment = Moment(deadline: deadline, number: added)
    timers.append(timer)
    timer.position = timers.count - 1
    siftUp(timers.count - 1)
  }

  /// Takes out a timer; one that is not in the heap is left alone.
  mutating func remove(_ timer: LoopTimer) {
    guard let position = timer.position else { return }
    timer.position = nil
    let last = timers.removeLast()
    guard last !== timer else { return }
    place(last, at: position)
    siftUp(position)
    siftDown(position)
  }

  /// Takes out the earliest timer, if it is due.
  mutating func takeFirst(dueAt now: Deadline) -> LoopTimer? {
    guard let first = timers.first, first.moment.deadline <= now else { return nil }
    remove(first)
    return first
  }

  private mutating func place(_ timer: LoopTimer, at position: Int) {
    timers[position] = timer
    timer.position = position
  }

  private mutating func siftUp(_ start: Int) {
    var child = start
    let timer = timers[start]
    while child > 0, timer.moment < timers[(child - 1) / 2].moment {
      place(timers[(child - 1) / 2], at: child)
      child = (child - 1) / 2
    }
    place(timer, at: child)
  }

  private mutating func siftDown(_ start: Int) {
    var parent = start
    let timer = timers[start]
    while var child = Optional(2 * parent + 1), child < timers.count {
      if child + 1 < timers.count, timers[child + 1].moment < timers[child].moment { child += 1 }
      guard timers[child].moment < timer.moment else { break }
      place(timers[child], at: parent)
      parent = child
    }
    place(timer, at: parent)
  }
}
