import Configuration
import Platform
import Profiles

@testable import Gateway

extension StartPlanner {
  /// A planner of the machine `studio`.
  static func forTests(
    _ options: GatewayOptions = GatewayOptions(), _ environment: [String: String] = [:],
    home: AbsolutePath = .testHome
  ) -> StartPlanner {
    StartPlanner(
      options: options, profile: Profile(.default, home: home), environment: Environment(environment),
      workingDirectory: .root,
      machine: MachineIdentity(host: "studio", platform: "linux", architecture: "x86_64", address: nil),
      machineAddresses: ["127.0.0.1", "192.0.2.1"])
  }
}

extension ConfigurationSnapshot {
  /// What a file with this text says; nil stands for no file.
  static func forTests(_ text: String?, _ environment: [String: String] = [:]) -> ConfigurationSnapshot {
    let profile = Profile(.default, home: .testHome)
    return ConfigurationLoader.load(
      path: profile.configPath, environment: Environment(environment), home: profile.home,
      places: .init(stateDirectory: nil), version: "2026.2.0"
    ) { file throws(SystemError) in file == profile.configPath ? text.map { Array($0.utf8) } : nil }
  }
}

extension AbsolutePath {
  /// A home that no test writes to.
  static let testHome = AbsolutePath.root.appending("home/ops")
}
