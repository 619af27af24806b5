import Glibc

/// What to do when `accept4(2)` fails.
///
/// No failure ends a listener.
enum AcceptFailure: Hashable, Sendable {
  /// Nobody is waiting any more.
  case nothingToAccept
  /// This one connection is lost; the next may be fine.
  case connectionLost
  /// The process or the machine is out of something: connections wait in the backlog until it can be had.
  case exhausted

  init(code: Int32) {
    switch code {
    case EAGAIN: self = .nothingToAccept
    case ECONNABORTED, EINTR, EPROTO, EPERM, ENETDOWN, ENOPROTOOPT, EHOSTDOWN, ENONET, EHOSTUNREACH, EOPNOTSUPP,
      ENETUNREACH:
      self = .connectionLost
    default: self = .exhausted
    }
  }
}

/// How long to wait before accepting again: 10 ms, then twice as long each time, at most a second.
struct AcceptBackOff: Hashable, Sendable {
  private var milliseconds = 10

  mutating func next() -> Duration {
    defer { milliseconds = min(milliseconds * 2, 1000) }
    return .milliseconds(milliseconds)
  }

  mutating func reset() { milliseconds = 10 }
}
