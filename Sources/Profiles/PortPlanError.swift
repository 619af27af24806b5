import Platform

/// A base port that cannot carry its family.
package enum PortPlanError: Error, Hashable, Sendable {
  /// `base + offset` is above 65535.
  case outOfRange(PortRole, base: Port, offset: Int)
}

extension PortPlanError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .outOfRange(let role, let base, let offset):
      "the \(role.rawValue) port would be \(base.number + offset), above 65535"
    }
  }
}
