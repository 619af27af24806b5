/// One event of the control plane, declared once.
package struct EventDefinition: Hashable, Sendable {
  package let name: String
  package let payload: Shape
  /// The right an operator needs to receive it; nil for everyone.
  package let scope: Scope?
  /// Whether a slow consumer may miss it.
  ///
  /// One that is missed still takes its sequence number.
  package let isDroppable: Bool
  package let summary: String

  package static let challenge = EventDefinition(
    name: "connect.challenge",
    payload: .object([.required("nonce", .nonEmptyString), .required("ts", .integer(minimum: 0))]), scope: nil,
    isDroppable: false, summary: "Sent to one client at once after its opening handshake.")

  package static let tick = EventDefinition(
    name: "tick", payload: .object([.required("ts", .integer(minimum: 0))]), scope: nil, isDroppable: true,
    summary: "The gateway is alive.")

  package static let shutdown = EventDefinition(
    name: "shutdown",
    payload: .object([
      .required("reason", .nonEmptyString), .optional("restartExpectedMs", .integer(minimum: 0)),
    ]), scope: nil, isDroppable: false, summary: "The gateway is about to stop; a close with 1012 follows.")

  /// Every event there is, in the order clients are told.
  package static let all = [challenge, tick, shutdown]
}
