import Platform

/// One port that two profiles would both listen on.
package struct PortCollision: Hashable, Sendable {
  /// The port.
  package let port: Port
  /// What the one profile wants it for.
  package let ours: PortRole
  /// What the other wants it for.
  package let theirs: PortRole

  /// A collision from its parts.
  package init(port: Port, ours: PortRole, theirs: PortRole) {
    self.port = port
    self.ours = ours
    self.theirs = theirs
  }
}
