extension MethodDefinition {
  package static let nodeList = MethodDefinition(
    name: "node.list", scope: .read, parameters: .named("NodeListParams", .object([])),
    result: .named(
      "NodeListResult",
      .object(
        [.required("ts", .integer(minimum: 0)), .required("nodes", .array(of: NodeDescription.shape))], isOpen: true)),
    isReadOnly: true, summary: "The nodes that are paired or connected, connected ones first.")

  package static let nodeDescribe = MethodDefinition(
    name: "node.describe", scope: .read,
    parameters: .named("NodeDescribeParams", .object([.required("nodeId", .nonEmptyString)])),
    result: .named(
      "NodeDescribeResult",
      .object([.required("ts", .integer(minimum: 0))] + NodeDescription.fields, isOpen: true)),
    isReadOnly: true, summary: "One node.")

  package static let nodeInvoke = MethodDefinition(
    name: "node.invoke", scope: .write, parameters: NodeInvocation.shape,
    result: .named(
      "NodeInvokeResponse",
      .object(
        [
          .required("ok", .boolean), .required("nodeId", .nonEmptyString), .required("command", .nonEmptyString),
          .required("payload", .any), .required("payloadJSON", .nullable(.string())),
        ], isOpen: true)),
    isReadOnly: false, summary: "Has a connected node run a command, and waits for its answer.")

  package static let nodeInvokeResult = MethodDefinition(
    name: "node.invoke.result", role: .node, scope: .admin, parameters: NodeInvokeResult.shape,
    result: .named(
      "NodeInvokeResultResponse",
      .object([.required("ok", .boolean), .optional("ignored", .boolean)], isOpen: true)),
    isReadOnly: false, summary: "A node's answer to `node.invoke.request`; a late or unknown one is ignored.")

  package static let nodeEvent = MethodDefinition(
    name: "node.event", role: .node, scope: .admin, parameters: NodeEvent.shape, result: ResultShapes.acknowledgement,
    isReadOnly: false, summary: "Something happened on a node; names that are not known are taken too.")

  package static let nodeRename = MethodDefinition(
    name: "node.rename", scope: .pairing,
    parameters: .named(
      "NodeRenameParams",
      .object([.required("nodeId", .nonEmptyString), .required("displayName", .nonEmptyString)])),
    result: .named(
      "NodeRenameResult",
      .object(
        [.required("nodeId", .nonEmptyString), .required("displayName", .nonEmptyString)], isOpen: true)),
    isReadOnly: false, summary: "Gives a paired node another name.")

  /// The methods about nodes, but for their pairing.
  static let nodeMethods = [nodeList, nodeDescribe, nodeInvoke, nodeInvokeResult, nodeEvent, nodeRename]
}

extension EventDefinition {
  package static let nodeInvokeRequest = EventDefinition(
    name: "node.invoke.request",
    payload: .named(
      "NodeInvokeRequestEvent",
      .object([
        .required("id", .nonEmptyString), .required("nodeId", .nonEmptyString), .required("command", .nonEmptyString),
        .required("paramsJSON", .nullable(.string())), .optional("timeoutMs", .integer(minimum: 0)),
        .optional("idempotencyKey", .nonEmptyString),
      ])),
    scope: nil, isDroppable: false, summary: "Sent to one node: run a command and answer with `node.invoke.result`.")
}
