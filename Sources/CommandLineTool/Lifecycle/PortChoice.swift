import CommandTree
import Configuration
import Doctor
import Platform
import Profiles

/// Chooses the base port a profile is set up or installed with.
enum PortChoice {
  /// The port that flag, environment or config name; else the one that an installed unit pins; else the profile's
  /// default; nil when there is none of these.
  static func known(_ resolution: PortResolution, pinned: Port?) -> Port? {
    let isNamed = resolution.source != .profile && resolution.source != .none
    return isNamed ? resolution.port : pinned ?? resolution.port
  }

  /// Takes the known port, else the lowest base that is free.
  ///
  /// - Parameters:
  ///   - resolution: the port by precedence, and who says so.
  ///   - pinned: the port of the profile's own unit; nil when none is installed.
  ///   - others: the other profiles of this account.
  static func make(
    _ resolution: PortResolution, pinned: Port?, profile: Profile, others: [SurveyedProfile],
    listeners: [ListeningSocket]
  ) throws(CommandFailure) -> Port {
    if let port = known(resolution, pinned: pinned) { return port }
    let isListening = { (port: Port) in listeners.contains { $0.port == port } }
    guard let port = PortPlan.freeBase(taken: others.compactMap(\.port), isInUse: isListening) else {
      throw CommandFailure(
        "no free base port is left", reason: "every base from 18900 up is taken or near a taken one",
        hints: [profile.commandLine("gateway install --port <number>")], code: "no-free-port")
    }
    return port
  }
}
