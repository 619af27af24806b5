import CommandTree
import GatewayProtocol
import JSON
import Platform

/// A command that asks the gateway one thing: by which method, with what, and how the answer reads.
struct MethodCommand: Sendable {
  /// What goes with the question, from the command line and from what the gateway is asked first.
  typealias Parameters = @Sendable (CommandContext, GatewayCaller) throws(CommandFailure) -> JSONObject

  let method: MethodDefinition
  var parameters: Parameters = { _, _ throws(CommandFailure) in [:] }
  /// How long the answer may take, as the command line implies it.
  var patience: @Sendable (CommandContext) -> Duration = { _ in .seconds(10) }
  /// The answer as scripts get it.
  var document: @Sendable (JSONValue, CommandContext) -> JSONObject = { answer, _ in answer.objectValue ?? [:] }
  /// The document for people.
  let text: @Sendable (JSONObject, OutputStyle) -> ReportText

  /// Asks, and reports the answer.
  static func run(_ command: MethodCommand, _ context: CommandContext) throws(CommandFailure) -> any Report {
    let caller = try GatewayCaller(context, patience: command.patience(context))
    let parameters = try command.parameters(context, caller)
    let answer = try caller.call(command.method.name, .object(parameters))
    return MethodReport(
      action: context.invocation.action, document: command.document(answer, context), rendering: command.text)
  }

  /// The member of a document that is a list.
  static func listed(_ key: String) -> @Sendable (JSONValue, CommandContext) -> JSONObject {
    { answer, _ in [key: answer] }
  }
}

/// A method's answer, in two renderings.
struct MethodReport: Report {
  let action: CommandAction
  let document: JSONObject
  let rendering: @Sendable (JSONObject, OutputStyle) -> ReportText

  var json: JSONObject {
    var json: JSONObject = ["action": .string(action.reportName)]
    for entry in document.entries { json[entry.key] = entry.value }
    return json
  }

  func text(_ style: ReportStyle) -> ReportText { rendering(document, style.output) }
}
