import CommandTree
import GatewayProtocol
import JSON
import Platform

extension MethodCommand {
  /// The question of a command of `openclaw nodes`.
  static func nodes(_ action: CommandAction) -> MethodCommand {
    switch action {
    case .nodesList: pairings
    case .nodesPending: requests
    case .nodesDescribe: description
    case .nodesApprove: approval
    case .nodesReject: rejection
    case .nodesRename: renaming
    case .nodesInvoke: invocation
    default: status
    }
  }

  private static var status: MethodCommand {
    MethodCommand(
      method: .nodeList,
      document: { answer, context in
        var document = answer.objectValue ?? [:]
        let nodes = answer["nodes"]?.arrayValue ?? []
        if context.invocation[.connected] { document["nodes"] = .array(nodes.filter { $0["connected"] == true }) }
        return document
      }
    ) { document, style in
      ReportText(.nodes(document["nodes"]?.arrayValue ?? []), style, emptiness: "No node is paired or connected.")
    }
  }

  private static var pairings: MethodCommand {
    MethodCommand(method: .pairList, document: { answer, _ in (answer.objectValue ?? [:]).maskingTokens }) {
      document, style in
      var text = ReportText(.paired(document["paired"]?.arrayValue ?? []), style, emptiness: "No node is paired.")
      let requests = document["pending"]?.arrayValue ?? []
      if !requests.isEmpty {
        text.endGroup()
        text.add(ReportText(.requests(requests), style, emptiness: ""))
      }
      return text
    }
  }

  private static var requests: MethodCommand {
    MethodCommand(method: .pairList, document: { answer, _ in ["pending": answer["pending"] ?? []] }) {
      document, style in
      ReportText(.requests(document["pending"]?.arrayValue ?? []), style, emptiness: "No request waits.")
    }
  }

  private static var description: MethodCommand {
    MethodCommand(method: .nodeDescribe, parameters: chosenNode) { document, style in
      ReportText(.node(.object(document)), style)
    }
  }

  private static var approval: MethodCommand {
    MethodCommand(
      method: .pairApprove, parameters: chosenRequest,
      document: { answer, context in
        let document = answer.objectValue ?? [:]
        let isShown = context.invocation[.showSecrets] && context.console.output.isTerminal
        return isShown ? document : document.maskingTokens
      }
    ) { document, style in
      let node = document["node"] ?? [:]
      var text = ReportText(fact: "\(style.paint("Paired", .good)) \(node.nodeName)")
      text.fact("Token: \(node["token"]?.stringValue ?? "none")")
      return text
    }
  }

  private static var rejection: MethodCommand {
    MethodCommand(method: .pairReject, parameters: chosenRequest) { document, style in
      ReportText(fact: "\(style.paint("Rejected", .good)) \(JSONValue.object(document).nodeName)")
    }
  }

  private static var renaming: MethodCommand {
    MethodCommand(
      method: .nodeRename,
      parameters: { context, caller throws(CommandFailure) in
        var parameters = try chosenNode(context, caller)
        parameters.add("displayName", context.invocation[.name])
        return parameters
      }
    ) { document, style in
      ReportText(fact: "\(style.paint("Renamed", .good)) \(JSONValue.object(document).nodeName)")
    }
  }

  private static var invocation: MethodCommand {
    MethodCommand(
      method: .nodeInvoke, parameters: invocationParameters,
      patience: { ($0.invocation[.invokeTimeout] ?? usualInvocation) + .seconds(5) }
    ) { document, style in ReportText(fact: (document["payload"] ?? .null).text(pretty: true)) }
  }

  private static let usualInvocation = Duration.seconds(15)

  private static let invocationParameters: Parameters = { context, caller throws(CommandFailure) in
    let content = try context.parameters()
    var parameters = try chosenNode(context, caller)
    parameters.add("command", context.invocation[.nodeCommand])
    parameters["params"] = content
    parameters.add("timeoutMs", (context.invocation[.invokeTimeout] ?? usualInvocation).milliseconds)
    parameters.add("idempotencyKey", context.invocation[.idempotencyKey] ?? RandomBytes.uuid())
    return parameters
  }

  /// The node that `--node` means, found in the gateway's list.
  private static let chosenNode: Parameters = { context, caller throws(CommandFailure) in
    let answer = try caller.call(MethodDefinition.nodeList.name, [:])
    let choice = NodeChoice(answer["nodes"]?.arrayValue ?? [])
    return ["nodeId": .string(try choice.id(for: context.invocation[.node] ?? ""))]
  }

  private static let chosenRequest: Parameters = { context, _ throws(CommandFailure) in
    ["requestId": .string(context.invocation[.request] ?? "")]
  }
}

extension JSONObject {
  /// The same with `***` for every token of a node: in `node`, and in the list `paired`.
  fileprivate var maskingTokens: JSONObject {
    var masked = self
    masked["node"] = self["node"].map(Self.maskingToken)
    masked["paired"] = (self["paired"]?.arrayValue).map { .array($0.map(Self.maskingToken)) }
    return masked
  }

  private static func maskingToken(_ node: JSONValue) -> JSONValue {
    guard var object = node.objectValue, object["token"] != nil else { return node }
    object["token"] = "***"
    return .object(object)
  }
}
