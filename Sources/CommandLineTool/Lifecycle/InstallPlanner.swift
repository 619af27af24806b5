import CommandTree
import Configuration
import Doctor
import Platform
import Profiles
import Services

/// Plans an install: what the definition would say, how that differs from what is there, and the changes that lead to it.
struct InstallPlanner {
  let context: CommandContext
  let target: ServiceTarget
  let configuration: ConfigurationSnapshot
  let port: Port
  /// The definition in the target's scope, nil when there is none.
  let installed: InstalledService?
  /// What gateways of earlier names have left behind, and install takes away.
  let legacy: [LegacyAgent]
  /// The token of a new config; nil makes one.
  let token: Secret?
  /// Whether the account lingered before the command began; nil when that cannot be known.
  let hadLinger: Bool?
  /// Whether lingering is to be turned on.
  let enablesLinger: Bool

  /// What the unit is to say; it has the sandbox when that is asked for, or was before: only an uninstall takes it back.
  func definition() throws(CommandFailure) -> ServiceDefinition {
    let isHardened = context.invocation[.hardened] || installed?.definition.isHardened ?? false
    let isSocketActivated =
      context.invocation[.socketActivation] || installed?.definition.isSocketActivated ?? false
    let definition = try target.definition(
      running: context.executable, port: port, configuration: configuration.configuration, isHardened: isHardened,
      isSocketActivated: isSocketActivated)
    if isSocketActivated { try checkSocket(of: definition) }
    return definition
  }

  /// Only systemd hands sockets over, and only addresses that are there.
  private func checkSocket(of definition: ServiceDefinition) throws(CommandFailure) {
    guard target.managerKind == .systemd else {
      throw .noSocketActivation(target.managerKind.label, hint: target.commandLine("gateway install"))
    }
    guard definition.listenAddresses.isEmpty else { return }
    throw CommandFailure(
      "there is no address to listen on", location: "\(configuration.path): gateway.bind",
      reason: "this machine has none for \(configuration.configuration.bind.rawValue)",
      hints: [context.commandLine("config set gateway.bind loopback")], code: "no-listen-address",
      exitStatus: .configurationRefused)
  }

  /// What the socket unit is to say; nil when there is to be none.
  func socketText(of definition: ServiceDefinition) throws(CommandFailure) -> [UInt8]? {
    if definition.listenAddresses.isEmpty { return nil }
    return Array(try target.socketFile.checkedText(of: definition).utf8)
  }

  /// Whether the socket unit that is there is another than this, or none.
  func differs(socket: [UInt8]?) throws(CommandFailure) -> Bool {
    guard let socket else { return false }
    do { return try Files.read(target.socketFile.path, limit: 1 << 20) != socket } catch { throw CommandFailure(error) }
  }

  /// The changes that lead from what is there to a gateway that runs with this unit.
  func plan(unit text: [UInt8], socket: [UInt8]?, backup: FileChange?) throws(CommandFailure) -> Plan {
    var plan = try definitionPlan(unit: text, socket: socket, backup: backup)
    for change in target.removals(of: legacy, wait: context.wait) { plan.append(change) }
    plan.append(registration())
    if socket != nil {
      plan.append(RegistrationChange(enabled: true, unit: target.socketFile.name, through: target.connection))
    }
    plan.append(activity())
    return plan
  }

  /// The changes that lead to this unit, whether or not it is enabled and runs.
  func definitionPlan(unit text: [UInt8], socket: [UInt8]?, backup: FileChange?) throws(CommandFailure) -> Plan {
    let profile = target.profile
    let setup = SetupPlanner(
      profile: profile, owner: target.fileOwner, configuration: configuration, port: port, token: token, workspace: nil,
      isPortAsked: context.portFlag != nil)
    let changes = try setup.changes()
    var plan = Plan(changes)
    for directory in logDirectories where !changes.contains(where: { $0.path == directory.path }) {
      plan.append(directory)
    }
    if enablesLinger { plan.append(LingerChange(on: true, for: target.account)) }
    let directories = SetupPlanner.directories(
      target.definitionPath.parent, mode: 0o700, step: "make-unit-directory",
      target.scope == .user ? target.fileOwner : nil)
    for directory in directories { plan.append(directory) }
    if let record = try record(making: directories.map(\.path)) { plan.append(record) }
    if let backup { plan.append(backup) }
    if let socket, try differs(socket: socket) {
      // systemd takes over a socket only while its service is down.
      plan.append(
        ActivityChange(
          .stop, unit: target.service, through: target.connection, wait: context.wait,
          progress: context.tellingProgress(target)))
      plan.append(
        UnitFileChange(
          .write(socket), unit: target.socketFile.name, at: target.socketFile.path, through: target.connection))
    }
    plan.append(
      UnitFileChange(.write(text), unit: target.service, at: target.definitionPath, through: target.connection))
    // launchd reads a definition when it loads it, which is the last step's work.
    if target.managerKind.readsUnits { plan.append(ReloadChange(unit: target.service, through: target.connection)) }
    return plan
  }

  /// The directory of launchd's log files, which it does not make.
  private var logDirectories: [FileChange] {
    guard target.managerKind == .launchd else { return [] }
    return SetupPlanner.directories(
      LaunchAgent.logDirectory(of: target.profile), mode: 0o700, step: "make-log-directory", target.fileOwner)
  }

  /// Has the service start by itself.
  func registration() -> RegistrationChange {
    RegistrationChange(enabled: true, unit: target.service, through: target.connection)
  }

  /// The changes for an installed service when it is to linger: lingering, and the record that we did it.
  func lingerPlan() throws(CommandFailure) -> Plan {
    guard enablesLinger else { return Plan() }
    var plan = Plan([LingerChange(on: true, for: target.account)])
    if let record = try record(making: []) { plan.append(record) }
    return plan
  }

  /// A service that runs is restarted with what is new; one that does not is started.
  func activity() -> ActivityChange {
    let isActive: Bool
    do { isActive = try target.connection.status(of: target.service).state.isActive } catch {
      isActive = false
    }
    return ActivityChange(
      isActive ? .restart : .start, unit: target.service, through: target.connection, wait: context.wait,
      progress: context.tellingProgress(target))
  }

  private func record(making directories: [AbsolutePath]) throws(CommandFailure) -> FileChange? {
    let linger = enablesLinger && hadLinger == false
    let earlier = InstallRecord.read(target.profile)
    let possible = Set(InstallRecord.possibleDirectories(target.profile))
    let record = InstallRecord(
      directories: directories.filter(possible.contains) + (try directoriesOfOthers()), enabledLinger: linger
    ).merged(with: earlier)
    if record == earlier || record.directories.isEmpty && !record.enabledLinger { return nil }
    return FileChange(
      "write-record", .write(record.bytes, mode: 0o600), at: target.profile.installRecord, as: target.fileOwner)
  }

  /// The directories that installs of the account's other profiles made: whichever is uninstalled last takes them away.
  private func directoriesOfOthers() throws(CommandFailure) -> [AbsolutePath] {
    try target.otherProfiles(context).flatMap { InstallRecord.read($0.profile)?.directories ?? [] }
  }
}
