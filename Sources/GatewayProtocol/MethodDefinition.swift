/// One method of the control plane, declared once: dispatch, authorisation, validation and the list in `hello-ok`
/// all come from here.
package struct MethodDefinition: Hashable, Sendable {
  package let name: String
  /// The right an operator needs.
  package let scope: Scope
  package let parameters: Shape
  /// Whether calling it twice is the same as calling it once, so that an interrupted call may be repeated.
  package let isReadOnly: Bool
  package let summary: String

  package static let health = MethodDefinition(
    name: "health", scope: .read, parameters: .object([.optional("probe", .boolean)], isOpen: true), isReadOnly: true,
    summary: "The health of the gateway, its channels and agents.")

  package static let status = MethodDefinition(
    name: "status", scope: .read, parameters: .looseObject, isReadOnly: true,
    summary: "A short summary: heartbeat, channels, sessions.")

  /// Every method there is, in the order clients are told.
  package static let all = [health, status]

  /// The method with a name; nil when there is none.
  package static func named(_ name: String) -> MethodDefinition? { all.first { $0.name == name } }

  /// The name of the first request on every connection, and of no later one.
  package static let connect = "connect"
}
