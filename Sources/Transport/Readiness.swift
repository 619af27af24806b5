import CLinux

/// What a descriptor is watched for: `epoll_ctl(2)`.
package struct Interest: OptionSet, Hashable, Sendable {
  /// The events of `epoll_ctl(2)`.
  package let rawValue: UInt32

  /// Events by their bits.
  package init(rawValue: UInt32) { self.rawValue = rawValue }

  /// Bytes, connections or the peer's end can be taken.
  package static let reading = Interest(rawValue: EPOLLIN.rawValue)
  /// Bytes can be handed to the kernel.
  package static let writing = Interest(rawValue: EPOLLOUT.rawValue)
}

/// What a descriptor is ready for: `epoll_wait(2)`.
package struct Readiness: OptionSet, Hashable, Sendable {
  /// The events of `epoll_ctl(2)`.
  package let rawValue: UInt32

  /// Events by their bits.
  package init(rawValue: UInt32) { self.rawValue = rawValue }

  /// Something can be taken.
  package static let reading = Readiness(rawValue: EPOLLIN.rawValue)
  /// Something can be sent.
  package static let writing = Readiness(rawValue: EPOLLOUT.rawValue)
  /// An error is pending or both directions are shut; reported whatever was asked for.
  package static let broken: Readiness = [
    Readiness(rawValue: EPOLLERR.rawValue), Readiness(rawValue: EPOLLHUP.rawValue),
  ]
}
