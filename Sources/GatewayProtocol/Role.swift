/// What a client is: one that controls the gateway, or a host of capabilities.
package enum Role: String, Sendable, CaseIterable {
  case `operator`
  case node

  /// The only methods a node may call, and no operator may; `skills.bins` also where it is not offered.
  package static let nodeMethods = Set(MethodDefinition.all.filter { $0.role == .node }.map(\.name) + ["skills.bins"])

  /// What a client of this role has when it asks for no scopes.
  package var defaultScopes: [Scope] {
    switch self {
    case .operator: [.admin]
    case .node: []
    }
  }
}

/// A right of an operator.
///
/// Open-ended: unknown ones are kept and grant nothing.
package struct Scope: RawRepresentable, Hashable, Sendable {
  package let rawValue: String

  package init(rawValue: String) { self.rawValue = rawValue }

  /// To look at things.
  package static let read = Scope(rawValue: "operator.read")
  /// To send messages and start runs; includes reading.
  package static let write = Scope(rawValue: "operator.write")
  /// To do everything.
  package static let admin = Scope(rawValue: "operator.admin")
  /// To answer requests for approval.
  package static let approvals = Scope(rawValue: "operator.approvals")
  /// To admit nodes and devices.
  package static let pairing = Scope(rawValue: "operator.pairing")
}
