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

  /// The definition in this scope; nil when there is none.
  func installedService() throws(CommandFailure) -> InstalledService? {
    do { return try InstalledService.read(definitionFile) } catch { throw CommandFailure(error) }
  }

  /// What the manager says of the service.
  func status() throws(CommandFailure) -> ServiceStatus {
    do { return try connection.status(of: service) } catch { throw CommandFailure(error, target: self) }
  }

  /// Whether the service starts by itself.
  func isRegistered() throws(CommandFailure) -> Bool { try status().isEnabled }

  /// The port of the profile's own gateway: the one its definition pins, else the one this shell would use; nil when none is
  /// set.
  func gatewayPort(_ configuration: ConfigurationSnapshot) throws(CommandFailure) -> Port? {
    try installedService()?.definition.port ?? PortResolution(flag: nil, snapshot: configuration, profile: profile).port
  }

  /// Why the profile's own gateway is not to be asked on its port; nil when it may be.
  ///
  /// A stranger there is not asked, and gets no credentials. A service that is down is not started by a question.
  func obstacle(on port: Port, _ configuration: ConfigurationSnapshot) throws(CommandFailure) -> CommandFailure? {
    let installed = try installedService()?.definition
    let sockets: [ListeningSocket]
    do { sockets = try ListeningSockets.on(port: port) } catch { throw CommandFailure(error) }
    let stranger = PortStranger.description(
      on: port, of: configuration.configuration.localHost, among: sockets, profile: profile, account: account,
      installed: installed)
    if let stranger {
      return CommandFailure(
        "port \(port) is held by \(stranger)", hints: ["openclaw gateway status"], code: "port-foreign",
        exitStatus: .unreachable)
    }
    guard installed?.isSocketActivated == true, try status().state.isDown else { return nil }
    return CommandFailure(
      "the gateway is down", location: service, reason: "systemd listens for it, and to connect would start it",
      hints: ["openclaw gateway start"], code: "not-running", exitStatus: .unreachable)
  }

  /// Whether a unit is this profile's of this account: a system unit may be another account's.
  func owns(_ service: InstalledService) -> Bool {
    service.scope == .user || service.runs(as: account)
  }

  /// The config as the service's process will read it: with the unit's variables, not with those of this shell, and
  /// with the account's rights, so that no include leads root to files of others.
  ///
  /// - Throws: `CommandFailure` when the account's rights cannot be had; nothing is read then.
  func serviceConfiguration() throws(CommandFailure) -> ConfigurationSnapshot {
    var environment = Environment(["HOME": profile.home.string])
    for variable in definedVariables { environment.values[variable.name] = variable.value }
    return try load(environment, workingDirectory: nil)
  }

  /// The same file as a client of the service reads it, with this shell's variables.
  func configuration(in context: CommandContext) throws(CommandFailure) -> ConfigurationSnapshot {
    try load(context.environment, workingDirectory: context.workingDirectory)
  }

  private func load(
    _ environment: Environment, workingDirectory: AbsolutePath?
  ) throws(CommandFailure) -> ConfigurationSnapshot {
    do {
      return try Credentials.assuming(fileOwner) {
        ConfigurationLoader.load(profile, environment: environment, workingDirectory: workingDirectory)
      }
    } catch {
      throw CommandFailure(
        "the config cannot be read with the rights of \(account.name)", location: profile.configPath.string,
        reason: error.description, hints: ["sudo -u \(account.name) \(profile.commandLine("config validate"))"],
        code: "rights-unavailable", exitStatus: .notPermitted)
    }
  }

  /// The variables of the definition and its drop-ins; none where there is no definition that can be read.
  private var definedVariables: [ServiceVariable] {
    do {
      if !managerKind.readsUnits { return try InstalledService.read(definitionFile)?.definition.environment ?? [] }
      let unit = try SupervisedUnitReader.read(service, in: definitionPath.parent).unit
      let files = try unit.environmentFiles.compactMap { try Files.readRegular($0.path, limit: 1 << 20) }
      return unit.environment + files.flatMap(UnitEnvironmentFile.assignments)
    } catch { return [] }
  }

  /// The drop-ins beside the unit that start another command than the unit does; those that cannot be read are passed
  /// over.
  var overridingDropIns: [AbsolutePath] {
    let directory = definitionPath.parent.appending("\(service).d")
    do {
      return try (Files.list(directory) ?? []).filter { $0.hasSuffix(".conf") }.map(directory.appending).filter {
        try !UnitFile(Files.read($0) ?? []).values("Service", "ExecStart").isEmpty
      }
    } catch { return [] }
  }

  /// Keeps a byte-exact copy of a definition that somebody has edited, in the state directory.
  func backup(of service: InstalledService) -> FileChange {
    let stamp = Timestamp.now().iso8601.filter { $0.isNumber || $0 == "T" }
    return FileChange(
      "back-up-unit", .write(service.text, mode: 0o600),
      at: profile.stateDirectory.appending("\(self.service).\(stamp).bak"), as: fileOwner)
  }
}
