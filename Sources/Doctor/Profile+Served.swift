import Platform
import Profiles
import Services

extension Profile {
  /// The same profile with the state directory and the config that its definition gives the service: no variable of a shell
  /// changes what the service reads.
  package func served(by definition: InstalledDefinition) -> Profile {
    let state = definition.variable("OPENCLAW_STATE_DIR").flatMap { AbsolutePath($0) }
    let config = definition.variable("OPENCLAW_CONFIG_PATH").flatMap { AbsolutePath($0) }
    guard state != nil || config != nil else { return self }
    return Profile(
      name, home: home, stateDirectory: state, configPath: config, unitName: unitName, launchdLabel: launchdLabel)
  }
}
