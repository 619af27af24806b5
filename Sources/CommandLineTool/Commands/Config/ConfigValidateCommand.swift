import CommandTree
import Configuration
import JSON
import Platform
import Profiles

/// `openclaw config validate`: everything that is wrong or doubtful in the configuration.
enum ConfigValidateCommand {
  static func run(_ context: CommandContext) -> any Report {
    ConfigValidityReport(snapshot: context.loadConfiguration(), home: context.profile.home)
  }
}

/// What is wrong in a configuration.
struct ConfigValidityReport: Report {
  let snapshot: ConfigurationSnapshot
  let home: AbsolutePath

  var exitStatus: ExitStatus { snapshot.isValid ? .success : .configurationRefused }

  var json: JSONObject {
    var json: JSONObject = ["ok": .bool(snapshot.isValid), "action": "config validate"]
    if !snapshot.isValid {
      json["error"] = "the configuration is refused"
      json["code"] = "config-rejected"
    }
    json.add("config", snapshot.path.string)
    json.add("exists", snapshot.exists)
    json.add("valid", snapshot.isValid)
    json["issues"] = .array(snapshot.issues.map(\.json))
    json["warnings"] = .array(snapshot.warnings.map(\.json))
    return json
  }

  func text(_ style: ReportStyle) -> ReportText {
    var text = ReportText()
    let error = style.error.paint("error:", .problem)
    let warning = style.error.paint("warning:", .warning)
    for issue in snapshot.issues { text.problem("\(error) \(issue.text(home: home))") }
    for doubt in snapshot.warnings { text.problem("\(warning) \(doubt.text(home: home))") }
    text.fact(summary(style.output))
    return text
  }

  private func summary(_ style: OutputStyle) -> String {
    let file = snapshot.path.abbreviated(home: home)
    guard snapshot.exists else { return "There is no \(file): the defaults hold" }
    guard snapshot.isValid else {
      return style.paint("\(file) is refused", .problem) + ": errors \(snapshot.issues.count)"
        + ", warnings \(snapshot.warnings.count)"
    }
    let doubts = snapshot.warnings.isEmpty ? "" : ", warnings \(snapshot.warnings.count)"
    return style.paint("\(file) is valid", .good) + doubts
  }
}
