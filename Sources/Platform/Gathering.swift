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
    let work = Unmanaged.passRetained(Work { fact.set(lookup()) })
    var thread = pthread_t()
    let code = pthread_create(
      &thread, nil,
      { argument in
        if let argument { Unmanaged<Work>.fromOpaque(argument).takeRetainedValue().run() }
        return nil
      }, work.toOpaque())
    if code == 0 { pthread_detach(thread) } else { work.takeRetainedValue().run() }
    return fact
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
  /// Readable once the value is there: `eventfd(2)`.
  private let event = eventfd(0, O_CLOEXEC)

  fileprivate init() {}

  deinit { close(event) }

  fileprivate func set(_ value: Value) {
    result.withLock { $0 = value }
    eventfd_write(event, 1)
  }

  fileprivate func wait(until deadline: Deadline) -> Value? {
    var wait = pollfd(fd: event, events: Int16(POLLIN), revents: 0)
    while result.withLock({ $0 == nil }), !deadline.hasPassed {
      _ = poll(&wait, 1, deadline.remainingMilliseconds)
    }
    return result.withLock { $0 }
  }
}
