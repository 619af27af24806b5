import CommandTree
import GatewayProtocol
import JSON
import Platform

extension MethodCommand {
  /// The question of a command of `openclaw system`.
  static func system(_ action: CommandAction) -> MethodCommand {
    switch action {
    case .systemEvent: event
    case .heartbeatEnable: heartbeats(true)
    case .heartbeatDisable: heartbeats(false)
    case .heartbeatLast: lastHeartbeat
    default: presence
    }
  }

  private static var event: MethodCommand {
    MethodCommand(
      method: .systemEvent,
      parameters: { context, _ throws(CommandFailure) in ["text": .string(context.invocation[.text] ?? "")] }
    ) { _, style in ReportText(fact: style.paint("Noted.", .good)) }
  }

  private static var presence: MethodCommand {
    MethodCommand(method: .systemPresence, document: MethodCommand.listed("presence")) { document, style in
      ReportText(presenceTable(document["presence"]?.arrayValue ?? []), style, emptiness: "Nobody is there.")
    }
  }

  private static func presenceTable(_ entries: [JSONValue]) -> TextTable {
    TextTable(columns: ["Host", "Address", "Mode", "Version", "Platform", "Since", "Because"]) {
      entries.map { entry in
        [
          entry["host"]?.stringValue ?? entry["text"]?.stringValue, entry["ip"]?.stringValue,
          entry["mode"]?.stringValue,
          entry["version"]?.stringValue, entry["platform"]?.stringValue,
          (entry["ts"]?.integerValue).map { Timestamp(milliseconds: $0).iso8601 }, entry["reason"]?.stringValue,
        ]
      }
    }
  }

  private static func heartbeats(_ areOn: Bool) -> MethodCommand {
    MethodCommand(
      method: .setHeartbeats, parameters: { _, _ throws(CommandFailure) in ["enabled": .bool(areOn)] }
    ) { document, style in
      let state = document["enabled"] == true ? "on" : "off"
      return ReportText(fact: style.paint("Heartbeats are \(state)", .good) + " until the gateway stops.")
    }
  }

  private static var lastHeartbeat: MethodCommand {
    MethodCommand(method: .lastHeartbeat, document: MethodCommand.listed("heartbeat")) { document, style in
      guard let heartbeat = document["heartbeat"]?.objectValue else {
        return ReportText(fact: "No agent has sent a heartbeat yet.")
      }
      return ReportText(FactList(heartbeat), style)
    }
  }
}
