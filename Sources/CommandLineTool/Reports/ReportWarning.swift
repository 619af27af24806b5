import CommandTree
import JSON
import Platform
import Profiles

/// Something a person should know, with what to do about it.
struct ReportWarning: Hashable {
  let code: String
  let message: String
  var hint: String?

  var json: JSONValue {
    var json: JSONObject = ["code": .string(code), "message": .string(message)]
    json.add("hint", hint)
    return .object(json)
  }

  func text(_ style: OutputStyle) -> String {
    style.paint("warning:", .warning) + " " + message + (hint.map { "\n         \($0)" } ?? "")
  }

  /// The unit is forbidden by a link to `/dev/null`, which stays as it is.
  static func masked(_ target: ServiceTarget) -> ReportWarning {
    ReportWarning(
      code: "unit-masked", message: "\(target.profile.unitName) is masked: \(target.unitPath) leads to /dev/null",
      hint: target.unmaskCommand)
  }

  /// The user's services end with the last logout.
  static func lingerOff(_ account: Account) -> ReportWarning {
    ReportWarning(
      code: "linger-off",
      message:
        "lingering is off for \(account.name): the gateway stops at the last logout and is not there after a reboot",
      hint: "sudo loginctl enable-linger \(account.name)")
  }
}
