/// What a profile's service is doing, decided by its manager's facts alone. `docs/json.md` says what each means.
package enum ServiceState: String, Hashable, Sendable, CaseIterable {
  case notInstalled = "not-installed"
  case stopped
  case starting
  case running
  case reloading
  case stopping
  case restarting
  case gaveUp = "gave-up"
  case configRejected = "config-rejected"
  case failed
  case unknown

  /// Whether the main process is there and meant to be.
  package var isUp: Bool { self == .running || self == .reloading }

  /// Whether somebody who wants a running gateway has to do something.
  package var needsAttention: Bool { [.gaveUp, .configRejected, .failed].contains(self) }
}
