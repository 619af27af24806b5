import CommandTree
import Configuration
import JSON
import Platform
import Profiles

/// `openclaw config get`: what holds for a key, secrets masked.
enum ConfigGetCommand {
  static func run(_ context: CommandContext) throws(CommandFailure) -> any Report {
    let path = try context.keyPath()
    let reveals = context.invocation[.showSecrets]
    if reveals, !context.console.output.isTerminal {
      throw CommandFailure(
        "secrets are shown on a terminal only", location: "--show-secrets",
        reason: "standard output goes to a file or a program",
        hints: ["read \(path) in \(context.profile.configPath)"], code: "not-a-terminal", exitStatus: .usage)
    }
    let snapshot = try context.readableConfiguration()
    guard let value = snapshot.value(at: path, revealingSecrets: reveals) else {
      throw CommandFailure(notSet: path, context)
    }
    return ConfigValueReport(path: path, value: value, isSet: snapshot.isSet(path), config: snapshot.path)
  }
}

/// A value of the configuration.
struct ConfigValueReport: Report {
  let path: JSONPath
  let value: JSONValue
  let isSet: Bool
  let config: AbsolutePath

  var json: JSONObject {
    [
      "action": "config get", "config": .string(config.string), "path": .string(path.description), "value": value,
      "source": .string(isSet ? "file" : "default"),
    ]
  }

  func text(_ style: ReportStyle) -> ReportText {
    var text = ReportText()
    text.fact(value.stringValue ?? value.text(pretty: true))
    return text
  }
}

extension CommandContext {
  /// The key that the command is about.
  func keyPath() throws(CommandFailure) -> JSONPath {
    do throws(JSONPathError) { return try JSONPath(parsing: invocation[.keyPath] ?? "") } catch {
      throw CommandFailure(
        "\"\(invocation[.keyPath] ?? "")\" is no key path", reason: "\(error)",
        hints: ["openclaw help configuration"], code: "bad-key-path", exitStatus: .usage)
    }
  }

  /// The configuration, though some of what it says be wrong.
  func readableConfiguration() throws(CommandFailure) -> ConfigurationSnapshot {
    let snapshot = loadConfiguration()
    if !snapshot.isReadable { try check(snapshot) }
    return snapshot
  }
}
