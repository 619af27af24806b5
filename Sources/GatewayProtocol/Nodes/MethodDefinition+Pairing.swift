extension MethodDefinition {
  private static let request = Shape.object([.required("requestId", .nonEmptyString)])

  package static let pairRequest = MethodDefinition(
    name: "node.pair.request", scope: .pairing, parameters: PairingRequest.Parameters.shape,
    result: .named(
      "NodePairRequestResult",
      .object(
        [
          .required("status", .choice(["pending"])), .required("request", PairingRequest.shape),
          .required("created", .boolean),
        ], isOpen: true)),
    isReadOnly: false, summary: "Asks for a node to be paired; asking again changes nothing.")

  package static let pairList = MethodDefinition(
    name: "node.pair.list", scope: .pairing, parameters: .named("NodePairListParams", .object([])),
    result: .named(
      "NodePairListResult",
      .object(
        [.required("pending", .array(of: PairingRequest.shape)), .required("paired", .array(of: PairedNode.shape))],
        isOpen: true)),
    isReadOnly: true, summary: "The requests that wait and the nodes that are paired, with their tokens; newest first.")

  package static let pairApprove = MethodDefinition(
    name: "node.pair.approve", scope: .pairing, parameters: .named("NodePairApproveParams", request),
    result: .named(
      "NodePairApproveResult",
      .object([.required("requestId", .nonEmptyString), .required("node", PairedNode.shape)], isOpen: true)),
    isReadOnly: false, summary: "Pairs the node of a request and gives it a new token.")

  package static let pairReject = MethodDefinition(
    name: "node.pair.reject", scope: .pairing, parameters: .named("NodePairRejectParams", request),
    result: .named(
      "NodePairRejectResult",
      .object([.required("requestId", .nonEmptyString), .required("nodeId", .nonEmptyString)], isOpen: true)),
    isReadOnly: false, summary: "Forgets a request.")

  package static let pairVerify = MethodDefinition(
    name: "node.pair.verify", scope: .pairing,
    parameters: .named(
      "NodePairVerifyParams",
      .object([.required("nodeId", .nonEmptyString), .required("token", .nonEmptyString)])),
    result: .named(
      "NodePairVerifyResult", .object([.required("ok", .boolean), .optional("node", PairedNode.shape)], isOpen: true)),
    isReadOnly: true, summary: "Whether a token is that of a paired node.")

  /// The methods about the pairing of nodes.
  static let pairingMethods = [pairRequest, pairList, pairApprove, pairReject, pairVerify]
}

extension EventDefinition {
  package static let pairRequested = EventDefinition(
    name: "node.pair.requested", payload: PairingRequest.shape, scope: .pairing, isDroppable: true,
    summary: "A node asks to be paired.")

  package static let pairResolved = EventDefinition(
    name: "node.pair.resolved",
    payload: .named(
      "NodePairResolvedEvent",
      .object([
        .required("requestId", .nonEmptyString), .required("nodeId", .nonEmptyString),
        .required("decision", .choice(PairingBook.Decision.allCases.map(\.rawValue))),
        .required("ts", .integer(minimum: 0)),
      ])),
    scope: .pairing, isDroppable: true, summary: "A request was approved or rejected.")

  /// The events about the pairing of nodes.
  static let pairingEvents = [pairRequested, pairResolved]
}
