import CommandTree
import Configuration
import Doctor
import Platform
import Profiles
import Services

// What commands ask about their target.

extension ServiceTarget {
  /// Whether the account lingers; nil when that cannot be known, or means nothing to its manager.
  func lingers() -> Bool? { managerKind == .systemd ? Logind.lingers(account, isBooted: true) : nil }

  /// The unit file in this scope; nil when there is none.
  func installedUnit() throws(CommandFailure) -> InstalledService? {
    do { return try InstalledService.read(unitPath, scope: scope) } catch { throw CommandFailure(error) }
  }

  /// What the manager says of the service.
  func status() throws(CommandFailure) -> ServiceStatus {
    do { return try connection.status(of: profile.unitName) } catch { throw CommandFailure(error, target: self) }
  }

  /// Whether the service starts by itself.
  func isRegistered() throws(CommandFailure) -> Bool { try status().isEnabled }

  /// Whether a unit is this profile's of this account: a system unit may be another account's.
  func owns(_ service: InstalledService) -> Bool {
    guard service.scope == .system else { return true }
    let user = service.unit.file.value("Service", "User") ?? "root"
    return user == account.name || user == String(account.userID)
  }

  /// The config as the service's process will read it: with the unit's variables, not with those of this shell.
  func serviceConfiguration() -> ConfigurationSnapshot {
    let environment = Environment(["HOME": profile.home.string])
    do {
      return try Credentials.assuming(fileOwner) {
        ConfigurationLoader.load(
          path: profile.configPath, environment: environment, home: profile.home, version: ProductVersion.current)
      }
    } catch {
      return ConfigurationLoader.load(path: profile.configPath, environment: environment, home: profile.home)
    }
  }

  /// Keeps a byte-exact copy of a unit that somebody has edited, in the state directory.
  func backup(of service: InstalledService) -> FileChange {
    let stamp = Timestamp.now().iso8601.filter { $0.isNumber || $0 == "T" }
    return FileChange(
      "back-up-unit", .write(service.text, mode: 0o600),
      at: profile.stateDirectory.appending("\(profile.unitName).\(stamp).bak"), as: fileOwner)
  }
}

extension CommandContext {
  /// Refuses a config with which the service would not start: a wrong value, another mode, no secret.
  ///
  /// A missing config is fine: the plan writes one.
  func checkStartable(_ configuration: ConfigurationSnapshot) throws(CommandFailure) {
    try check(configuration)
    guard configuration.exists else { return }
    guard configuration.configuration.mode == .local else {
      throw CommandFailure(
        "the gateway would not start", location: "\(configuration.path): gateway.mode",
        reason: "gateway.mode is \(configuration.configuration.mode?.rawValue ?? "not set"), not local",
        hints: ["set gateway.mode to \"local\" in it"], code: "config-not-local", exitStatus: .configurationRefused)
    }
    let authentication = ServerAuthentication(snapshot: configuration)
    guard authentication.credential != nil || authentication.allowsTailscale else {
      throw CommandFailure(
        "the gateway would not start", location: "\(configuration.path): gateway.auth.\(authentication.mode.rawValue)",
        reason: "authentication is required and no \(authentication.mode.rawValue) is set",
        hints: ["set gateway.auth.\(authentication.mode.rawValue) in it"], code: "auth-missing",
        exitStatus: .configurationRefused)
    }
  }
}

extension LifecycleReport {
  /// What was changed though the service was there already.
  mutating func note(_ changes: [PlannedChange]) {
    self.changes = changes
    message = "\(target.profile.unitName) is already installed; \(changes.map(\.summary).joined(separator: ", "))"
  }

  /// A gateway that is still on its way when the wait ends has an exit status of its own, and nobody stops it.
  mutating func noteIfStarting(_ status: ServiceStatus) {
    guard status.state == .starting else { return }
    message = "\(target.profile.unitName) is still starting; it goes on by itself"
    hints.append(target.profile.commandLine("gateway status"))
    exitStatus = .stillStarting
  }
}
