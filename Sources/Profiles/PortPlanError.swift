import Platform

/// A base port that cannot carry its family.
package enum PortPlanError: Error, Hashable, Sendable {
  /// `base + offset` is above 65535.
  case outOfRange(PortRole, base: Port, offset: Int)
}
