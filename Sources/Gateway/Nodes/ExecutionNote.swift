import GatewayProtocol
import JSON

/// What a node's `exec.started`, `exec.finished` or `exec.denied` says to the main session's next agent.
struct ExecutionNote: Hashable {
  /// One line, and after `exec.finished` what the command printed.
  let text: String

  private static let longestOutput = 2000

  /// Nil for any other event.
  init?(_ event: NodeEvent, node: String) {
    let payload = event.payload
    func value(_ name: String) -> String? { payload?[name]?.stringValue?.trimmed }
    let run = value("runId").map { " id=\($0)" } ?? ""
    let command = value("command").map { ": \($0)" } ?? ""
    switch event.event {
    case "exec.started": text = "Exec started (node=\(node)\(run))\(command)"
    case "exec.finished":
      let code = (payload?["exitCode"]?.integerValue).map(String.init) ?? "?"
      let end = payload?["timedOut"] == true ? "timeout" : "code \(code)"
      let output = value("output").map { "\n\($0.prefix(Self.longestOutput))" } ?? ""
      text = "Exec finished (node=\(node)\(run), \(end))\(output)"
    case "exec.denied":
      text = "Exec denied (node=\(node)\(run)\(value("reason").map { ", \($0)" } ?? ""))\(command)"
    default: return nil
    }
  }
}
