import CommandTree
import Configuration
import JSON
import Platform
import Profiles

/// `openclaw config diff`: what differs from the defaults, or from a backup.
enum ConfigDiffCommand {
  static func run(_ context: CommandContext) throws(CommandFailure) -> any Report {
    let snapshot = try context.readableConfiguration()
    guard let backup = context.invocation[.backup] else {
      return ConfigDifferenceReport(
        config: snapshot.path, backup: nil, differences: snapshot.differencesFromDefaults)
    }
    let ring = BackupRing(of: context.profile.configPath, in: context.profile.stateDirectory)
    let file = ring.path(backup.rawValue)
    return ConfigDifferenceReport(
      config: snapshot.path, backup: file, differences: try differences(snapshot, from: file))
  }

  private static func differences(
    _ snapshot: ConfigurationSnapshot, from file: AbsolutePath
  ) throws(CommandFailure) -> [ConfigurationDifference] {
    let bytes: [UInt8]?
    do throws(SystemError) { bytes = try Files.read(file) } catch { throw CommandFailure(error) }
    guard let bytes else {
      throw CommandFailure(
        "there is no such backup", location: file.string, reason: "config set and unset keep the five latest contents",
        hints: ["openclaw config diff"], code: "no-backup")
    }
    do throws(ConfigurationProblem) { return try snapshot.differences(fromEarlier: bytes, at: file) } catch {
      throw CommandFailure(
        "the backup cannot be read", location: error.file.string, reason: error.text(), code: "backup-unreadable")
    }
  }
}

/// Keys that differ.
struct ConfigDifferenceReport: Report {
  let config: AbsolutePath
  /// The backup that was compared with; nil for the defaults.
  let backup: AbsolutePath?
  let differences: [ConfigurationDifference]

  var json: JSONObject {
    let listed = differences.map { difference in
      var json: JSONObject = ["path": .string(difference.path.description)]
      json["before"] = difference.before
      json["after"] = difference.after
      return JSONValue.object(json)
    }
    return [
      "action": "config diff", "config": .string(config.string), "against": .string(backup?.string ?? "defaults"),
      "differences": .array(listed),
    ]
  }

  func text(_ style: ReportStyle) -> ReportText {
    var text = ReportText()
    if differences.isEmpty { text.fact("No difference") }
    for difference in differences {
      let before = style.output.paint(difference.before.shown, .faint)
      text.fact("\(difference.path): \(before) → \(difference.after.shown)")
    }
    return text
  }
}
