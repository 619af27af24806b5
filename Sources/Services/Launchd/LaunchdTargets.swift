import Platform

/// The domain of one user's graphical session: `launchctl(1)`, "domain target".
package struct LaunchdDomain: Hashable, Sendable, CustomStringConvertible {
  /// Whose session it is.
  package let userID: UInt32

  /// `gui/<uid>`.
  package static func gui(_ userID: UInt32) -> LaunchdDomain { LaunchdDomain(userID: userID) }

  package var description: String { "gui/\(userID)" }
}

/// One job in a domain: `launchctl(1)`, "service target".
package struct LaunchdServiceTarget: Hashable, Sendable, CustomStringConvertible {
  /// Where the job is, or would be.
  package let domain: LaunchdDomain
  /// The job's name there.
  package let label: LaunchdLabel

  /// A job of a domain.
  package init(_ domain: LaunchdDomain, _ label: LaunchdLabel) {
    self.domain = domain
    self.label = label
  }

  /// `gui/<uid>/<label>`.
  package var description: String { "\(domain)/\(label)" }
}
