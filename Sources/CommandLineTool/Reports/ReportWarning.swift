import CommandTree
import Doctor
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
      code: "unit-masked", message: "\(target.service) is masked: \(target.definitionPath) leads to /dev/null",
      hint: target.unmaskCommand)
  }

  /// The user's services end with the last logout.
  ///
  /// Whoever may not use sudo may turn on lingering of their own all the same.
  static func lingerOff(_ account: Account, _ profile: Profile) -> ReportWarning {
    ReportWarning(
      code: "linger-off",
      message:
        "lingering is off for \(account.name): the gateway stops at the last logout and is not there after a reboot",
      hint: profile.commandLine("gateway install --enable-linger"))
  }
}

extension [ReportWarning] {
  /// The warning for a gateway that works on a profile's state in somebody's terminal; none when there is no such.
  ///
  /// Asked when the profile has no service, or none any more.
  static func foregroundGateway(of profile: Profile) -> [ReportWarning] {
    guard let gateway = ProfileGateway.visible(profile), !gateway.isSupervised else { return [] }
    return [
      ReportWarning(
        code: "foreground-gateway",
        message:
          "process \(gateway.process.processIdentifier) is this profile's gateway, in the foreground and not as this service",
        hint: profile.commandLine("gateway stop"))
    ]
  }
}
