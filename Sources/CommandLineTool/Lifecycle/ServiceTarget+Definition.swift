import CommandTree
import Configuration
import Doctor
import Platform
import Profiles
import Services

extension ServiceTarget {
  /// What the target's service is defined by, with the running program at the path that survives updates.
  func definition(
    running program: AbsolutePath, port: Port, configuration: GatewayConfiguration, isHardened: Bool,
    isSocketActivated: Bool
  ) throws(CommandFailure) -> ServiceDefinition {
    let executable: AbsolutePath
    do { executable = try ExecutableLocation(running: program, home: profile.home).stablePath() } catch {
      throw CommandFailure(error)
    }
    return ServiceDefinition(
      of: profile, scope: scope, account: account, executable: executable, port: port, settings: configuration,
      isHardened: isHardened, isSocketActivated: isSocketActivated)
  }
}
