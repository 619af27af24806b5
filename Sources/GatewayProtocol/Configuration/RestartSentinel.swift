import JSON
import Platform

/// What a gateway leaves behind for the one that starts after it: why it started again, and what to say of that.
package struct RestartSentinel: Hashable, ShapedValue {
  /// When the restart was asked for: `ts`.
  package var timestamp: Timestamp
  /// The conversation that asked.
  package var sessionKey: String?
  /// What is to be said.
  package var message: String?
  /// The command line that looks whether all is well.
  package var doctorHint: String
  /// The method that asked: `stats.mode`.
  package var mode: String
  /// The gateway's state directory: `stats.root`.
  package var root: String

  /// A sentinel from its parts.
  package init(
    timestamp: Timestamp, sessionKey: String?, message: String?, doctorHint: String, mode: String, root: String
  ) {
    self.timestamp = timestamp
    self.sessionKey = sessionKey
    self.message = message
    self.doctorHint = doctorHint
    self.mode = mode
    self.root = root
  }

  package static let shape = Shape.named(
    "RestartSentinel",
    .object(
      [
        .required("kind", .choice(["config-apply", "update", "restart"])),
        .required("status", .choice(["ok", "error", "skipped"])), .required("ts", .integer(minimum: 0)),
        .optional("sessionKey", .string()), .required("message", .nullable(.string())),
        .required("doctorHint", .string()), .required("stats", stats),
      ], isOpen: true))

  private static let stats = Shape.named(
    "RestartSentinelStats", .object([.required("mode", .string()), .required("root", .string())], isOpen: true))

  package init?(fitting value: JSONValue) {
    guard let milliseconds = value["ts"]?.integerValue, let mode = value["stats"]?["mode"]?.stringValue,
      let root = value["stats"]?["root"]?.stringValue, let hint = value["doctorHint"]?.stringValue
    else { return nil }
    self.init(
      timestamp: Timestamp(milliseconds: milliseconds), sessionKey: value["sessionKey"]?.stringValue,
      message: value["message"]?.stringValue, doctorHint: hint, mode: mode, root: root)
  }

  package var json: JSONValue {
    .object(
      JSONObject(present: [
        ("kind", "config-apply"), ("status", "ok"), ("ts", .integer(timestamp.milliseconds)),
        ("sessionKey", sessionKey.map(JSONValue.string)), ("message", message.map(JSONValue.string) ?? .null),
        ("doctorHint", .string(doctorHint)), ("stats", ["mode": .string(mode), "root": .string(root)]),
      ]))
  }

  /// The line for the main session's next agent.
  package var text: String { "Gateway restart after \(mode)" + (message.map { ": \($0)" } ?? "") }
}
