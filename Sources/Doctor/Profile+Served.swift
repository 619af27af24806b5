import Platform
import Profiles
import Services

extension Profile {
  /// The same profile with the state directory and the config that its unit gives the service: no variable of a shell
  /// changes what the service reads.
  package func served(by unit: InstalledUnit) -> Profile {
    let state = unit.variable("OPENCLAW_STATE_DIR").flatMap { AbsolutePath($0) }
    let config = unit.variable("OPENCLAW_CONFIG_PATH").flatMap { AbsolutePath($0) }
    guard state != nil || config != nil else { return self }
    return Profile(name, home: home, stateDirectory: state, configPath: config, unitName: unitName)
  }
}
