import CLinux
import Glibc
import Synchronization

/// Looks several facts up side by side, each on a thread of its own, under one deadline.
///
/// A lookup that does not answer in time is left behind: its thread goes on until the process ends, and the fact is
/// reported as missing. Made for commands that print what they have and exit.
package struct Gathering: Sendable {
  /// When the lookups are no longer waited for.
  package let deadline: Deadline

  /// Lookups under one deadline.
  package init(deadline: Deadline) { self.deadline = deadline }

  /// Starts a lookup on a new thread: `pthread_create(3)`.
  ///
  /// When no thread can be had it runs here and now.
  package func start<Value: Sendable>(_ lookup: @escaping @Sendable () -> Value) -> Fact<Value> {
    let fact = Fact<Value>()
    run { fact.set(lookup()) }
    return fact
  }

  /// Starts a lookup and, with what it found, another one after it on the same thread.
  package func start<Value: Sendable, Other: Sendable>(
    _ lookup: @escaping @Sendable () -> Value, then next: @escaping @Sendable (Value) -> Other
  ) -> (Fact<Value>, Fact<Other>) {
    let (fact, other) = (Fact<Value>(), Fact<Other>())
    run {
      let value = lookup()
      fact.set(value)
      other.set(next(value))
    }
    return (fact, other)
  }

  private func run(_ body: @escaping @Sendable () -> Void) {
    let work = Unmanaged.passRetained(Work(body))
    var thread = pthread_t()
    let code = pthread_create(
      &thread, nil,
      { argument in
        if let argument { Unmanaged<Work>.fromOpaque(argument).takeRetainedValue().run() }
        return nil
      }, work.toOpaque())
    if code == 0 { pthread_detach(thread) } else { work.takeRetainedValue().run() }
  }

  /// The fact's value; nil when it does not come within this time, or before the deadline.
  package func value<Value: Sendable>(of fact: Fact<Value>, within duration: Duration) -> Value? {
    fact.wait(until: min(deadline, .after(duration)))
  }

  /// The fact's value; nil when the deadline comes first.
  package func value<Value: Sendable>(of fact: Fact<Value>) -> Value? { fact.wait(until: deadline) }

  private final class Work: Sendable {
    let run: @Sendable () -> Void
    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
  }
}

/// A value that a thread is looking up.
package final class Fact<Value: Sendable>: Sendable {
  private let result = Mutex<Value?>(nil)
  /// Readable once the value is there: `eventfd(2)`; negative when the process may have no more descriptors.
  private let event: Int32

  init(event: Int32 = eventfd(0, O_CLOEXEC)) { self.event = event }

  deinit { if event >= 0 { close(event) } }

  func set(_ value: Value) {
    result.withLock { $0 = value }
    if event >= 0 { eventfd_write(event, 1) }
  }

  /// Without a descriptor to wait for, it looks again and again.
  func wait(until deadline: Deadline) -> Value? {
    var wait = pollfd(fd: event, events: Int16(POLLIN), revents: 0)
    while result.withLock({ $0 == nil }), !deadline.hasPassed {
      if event >= 0 { poll(&wait, 1, deadline.remainingMilliseconds) } else { deadline.pause(.milliseconds(1)) }
    }
    return result.withLock { $0 }
  }
}
