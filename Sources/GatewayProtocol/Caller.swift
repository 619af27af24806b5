import JSON

/// Who calls: the role and scopes a connection was admitted with.
package struct Caller: Hashable, Sendable {
  /// What the connection controls or offers.
  package let role: Role
  /// The rights it was admitted with.
  package let scopes: Set<Scope>

  package init(role: Role, scopes: some Sequence<Scope>) {
    self.role = role
    self.scopes = Set(scopes)
  }

  /// Why this caller may not call a method; nil when it may.
  ///
  /// Decided before the method is looked up: a name nobody knows asks for `operator.admin`.
  package func refusal(of method: String) -> ErrorShape? {
    guard (role == .node) == Role.nodeMethods.contains(method) else {
      return .invalidRequest("unauthorized role: \(role.rawValue)")
    }
    let scope = MethodDefinition.named(method)?.scope ?? .admin
    guard role == .operator, !holds(scope) else { return nil }
    let details: JSONValue = [
      "code": .string(DetailCode.missingScope.rawValue), "missingScope": .string(scope.rawValue),
    ]
    return ErrorShape(.invalidRequest, "missing scope: \(scope.rawValue)", details: details)
  }

  /// Whether the caller has a right: its own, `operator.admin`, or for reading `operator.write`.
  package func holds(_ scope: Scope) -> Bool {
    scopes.contains(.admin) || scopes.contains(scope) || (scope == .read && scopes.contains(.write))
  }
}
