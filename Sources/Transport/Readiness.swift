import CLinux

/// What a descriptor is watched for: `epoll_ctl(2)`.
package struct Interest: OptionSet, Hashable, Sendable {
  package let rawValue: UInt32

  package init(rawValue: UInt32) { self.rawValue = rawValue }

  package static let reading = Interest(rawValue: EPOLLIN.rawValue)
  package static let writing = Interest(rawValue: EPOLLOUT.rawValue)
}

/// What a descriptor is ready for: `epoll_wait(2)`.
package struct Readiness: OptionSet, Hashable, Sendable {
  package let rawValue: UInt32

  package init(rawValue: UInt32) { self.rawValue = rawValue }

  package static let reading = Readiness(rawValue: EPOLLIN.rawValue)
  package static let writing = Readiness(rawValue: EPOLLOUT.rawValue)
  /// An error is pending or both directions are shut; reported whatever was asked for.
  package static let broken: Readiness = [
    Readiness(rawValue: EPOLLERR.rawValue), Readiness(rawValue: EPOLLHUP.rawValue),
  ]
}
