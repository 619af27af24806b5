/// One event of the control plane, declared once.
package struct EventDefinition: Hashable, Sendable {
  /// The name on the wire.
  package let name: String
  /// What the payload looks like.
  package let payload: Shape
  /// The right an operator needs to receive it; nil for everyone.
  package let scope: Scope?
  /// Whether a slow consumer may miss it.
  ///
  /// One that is missed still takes its sequence number.
  package let isDroppable: Bool
  /// One line for the documentation.
  package let summary: String

  /// The first frame of every connection.
  package static let challenge = EventDefinition(
    name: "connect.challenge",
    payload: .named(
      "ConnectChallengeEvent",
      .object([.required("nonce", .nonEmptyString), .required("ts", .integer(minimum: 0))])), scope: nil,
    isDroppable: false, summary: "Sent to one client at once after its opening handshake.")

  /// The sign of life, sent every `Policy.tickInterval`.
  package static let tick = EventDefinition(
    name: "tick", payload: .named("TickEvent", .object([.required("ts", .integer(minimum: 0))])), scope: nil,
    isDroppable: true, summary: "The gateway is alive.")

  /// The presence list has changed.
  package static let presence = EventDefinition(
    name: "presence",
    payload: .named("PresenceEvent", .object([.required("presence", .array(of: PresenceEntry.shape))])), scope: nil,
    isDroppable: true, summary: "The whole presence list, after it has changed.")

  /// The health has been looked at again.
  package static let health = EventDefinition(
    name: "health", payload: ResultShapes.health, scope: nil, isDroppable: false,
    summary: "The result of `health`, after each refresh.")

  /// The gateway is about to stop.
  package static let shutdown = EventDefinition(
    name: "shutdown",
    payload: .named(
      "ShutdownEvent",
      .object([.required("reason", .nonEmptyString), .optional("restartExpectedMs", .integer(minimum: 0))])),
    scope: nil, isDroppable: false, summary: "The gateway is about to stop; a close with 1012 follows.")

  /// Every event there is, in the order clients are told.
  package static let all = [challenge, presence, tick, health, shutdown, nodeInvokeRequest] + pairingEvents
}
