/// One method of the control plane, declared once: dispatch, authorisation, validation and the list in `hello-ok`
/// all come from here.
package struct MethodDefinition: Hashable, Sendable {
  /// The name on the wire.
  package let name: String
  /// Who may call it: operators, or nodes, and never both.
  package var role = Role.operator
  /// The right an operator needs.
  package let scope: Scope
  /// What `params` must look like.
  package let parameters: Shape
  /// What the payload of a successful response looks like.
  package let result: Shape
  /// Whether calling it twice is the same as calling it once, so that an interrupted call may be repeated.
  package let isReadOnly: Bool
  /// One line for the documentation.
  package let summary: String

  /// Asks for the health of everything.
  package static let health = MethodDefinition(
    name: "health", scope: .read,
    parameters: .named("HealthParams", .object([.optional("probe", .boolean)], isOpen: true)),
    result: ResultShapes.health, isReadOnly: true,
    summary: "The health of the gateway, its channels and agents.")

  /// Asks for a short summary.
  package static let status = MethodDefinition(
    name: "status", scope: .read, parameters: .looseObject, result: ResultShapes.status, isReadOnly: true,
    summary: "A short summary: heartbeat, channels, sessions.")

  /// Asks who is there.
  package static let systemPresence = MethodDefinition(
    name: "system-presence", scope: .read, parameters: .looseObject, result: .array(of: PresenceEntry.shape),
    isReadOnly: true,
    summary: "Who is there: the gateway, connected clients, and those that left in the last five minutes.")

  /// Tells of an event of a machine.
  package static let systemEvent = MethodDefinition(
    name: "system-event", scope: .admin, parameters: SystemEvent.shape, result: ResultShapes.acknowledgement,
    isReadOnly: false,
    summary: "Notes an event of a machine, and what it says of the machine's presence.")

  /// Asks for the last heartbeat of an agent.
  package static let lastHeartbeat = MethodDefinition(
    name: "last-heartbeat", scope: .read, parameters: .looseObject, result: .nullable(.looseObject), isReadOnly: true,
    summary: "The last heartbeat of an agent; null when there has been none.")

  /// Switches heartbeats.
  package static let setHeartbeats = MethodDefinition(
    name: "set-heartbeats", scope: .admin,
    parameters: .named("SetHeartbeatsParams", .object([.required("enabled", .boolean)], isOpen: true)),
    result: ResultShapes.heartbeats, isReadOnly: false,
    summary: "Switches the heartbeats of all agents on or off until the gateway stops.")

  /// Every method there is, in the order clients are told.
  package static let all =
    [health, status, systemPresence, systemEvent, lastHeartbeat, setHeartbeats] + nodeMethods + pairingMethods
    + configurationMethods + [agentsList, sessionsList, logsTail]

  /// The method with a name; nil when there is none.
  package static func named(_ name: String) -> MethodDefinition? { all.first { $0.name == name } }

  /// A method is its name: no two have the same.
  package static func == (left: MethodDefinition, right: MethodDefinition) -> Bool { left.name == right.name }

  package func hash(into hasher: inout Hasher) { hasher.combine(name) }

  /// The name of the first request on every connection, and of no later one.
  package static let connect = "connect"
}
