import Configuration
import Glibc
import Platform
import Profiles

extension HostSnapshot {
  /// What is left when the profile's own files could not be read in time, as in a home directory that hangs: nothing but
  /// the question.
  init(unread request: SnapshotRequest) {
    let configuration = ConfigurationLoader.load(
      path: request.profile.configPath, environment: request.environment, home: request.profile.home,
      places: .init(stateDirectory: nil), version: nil
    ) { file throws(SystemError) in throw SystemError(code: ETIMEDOUT, call: "read", subject: file.string) }
    self.init(
      profile: request.profile, account: request.account, version: ProductVersion.current, installed: nil, twin: nil,
      manager: .unasked, lingers: nil, commandConfiguration: configuration, serviceConfiguration: configuration,
      configurationMode: nil, target: nil, listeners: nil, probe: nil, otherServices: [], hasDrifted: nil, lastRun: nil,
      interruptedPlan: nil,
      incomplete: ["config", "service", "linger", "port"] + (request.probes ? ["rpc"] : []) + [
        "services", "log", "drift",
      ])
  }
}
