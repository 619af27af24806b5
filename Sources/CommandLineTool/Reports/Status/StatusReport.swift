import CommandTree
import Configuration
import Doctor
import JSON
import Platform
import Profiles
import Services

/// What `gateway status` says: a snapshot in two renderings.
///
/// `docs/json.md` lists the document.
struct StatusReport: Report {
  let snapshot: HostSnapshot
  /// Whether a gateway that does not answer is a failure.
  let requiresRPC: Bool
  /// What `~` stands for to whoever reads the report; nil for the home of the profile.
  var readerHome: AbsolutePath?

  /// What `~` stands for.
  var home: AbsolutePath { readerHome ?? snapshot.profile.home }

  var exitStatus: ExitStatus {
    guard requiresRPC else { return .success }
    switch snapshot.probe?.outcome {
    case .answered: return isHealthUnknown ? .failure : .success
    case .refused: return .unauthorized
    case .declined, .failed, nil: return .unreachable
    }
  }

  /// Whether the gateway was asked for its health and did not tell.
  private var isHealthUnknown: Bool { if case .failed? = snapshot.probe?.health { true } else { false } }

  /// The service in the scope where it is installed, whose hints are command lines for that very service.
  var ownService: ServiceTarget { service(in: snapshot.installed?.scope ?? .user) }

  private func service(in scope: ServiceScope) -> ServiceTarget {
    ServiceTarget(
      profile: snapshot.profile, account: snapshot.account, scope: scope, managerKind: snapshot.managerKind)
  }

  /// The state's word; `unknown` when the manager could not be asked.
  var state: String { snapshot.state?.rawValue ?? "unknown" }

  /// Whether the unit starts by itself.
  var isLoaded: Bool { snapshot.manager.unit?.isEnabled ?? false }

  /// Why the state is what it is; nil when there is nothing to explain.
  var reason: String? {
    guard let unit = snapshot.manager.unit, let state = snapshot.state else { return managerProblem }
    if snapshot.installed?.isMasked == true { return "masked" }
    switch state {
    case .gaveUp:
      return "gave up after \(unit.process.restarts) restarts" + (unit.status.endText.map { ": \($0)" } ?? "")
    case .configurationRejected: return configurationProblem ?? "the configuration was refused (exit status 78)"
    case .failed, .restarting: return unit.status.endText ?? "the last result was \(unit.process.result)"
    case .starting, .stopping, .reloading: return statusText
    case .running where snapshot.probe?.isReachable == false: return "the service runs and its port does not answer"
    case .running, .stopped, .notInstalled: return nil
    }
  }

  /// The service manager's own words when it could not be asked.
  var managerProblem: String? {
    if case .unreachable(let error) = snapshot.manager { error.description } else { nil }
  }

  private var configurationProblem: String? {
    snapshot.serviceConfiguration.issues.first.map { $0.text(home: home) }
  }

  /// What a person should know.
  var warnings: [ReportWarning] {
    var warnings: [ReportWarning] = []
    if snapshot.installed?.scope == .user, snapshot.lingers == false {
      warnings.append(.lingerOff(snapshot.account, snapshot.profile))
    }
    if let twin = snapshot.twin {
      warnings.append(
        ReportWarning(
          code: "other-scope-installed", message: "the profile is also installed in the system scope: \(twin.path)",
          hint: service(in: .system).commandLine("gateway uninstall")))
    }
    if let scope = snapshot.interruptedPlan {
      warnings.append(
        ReportWarning(
          code: "interrupted-plan", message: "an earlier command was cut off: \(service(in: scope).journal.path)",
          hint: service(in: scope).commandLine("gateway install")))
    }
    if let target = snapshot.target, target.portSource == .serviceArguments,
      let configured = snapshot.serviceConfiguration.configuration.port, configured != target.port
    {
      warnings.append(
        ReportWarning(
          code: "port-differs",
          message: "the unit pins port \(target.port), the config says \(configured)",
          hint: ownService.commandLine("gateway install --force")))
    }
    if snapshot.hasDrifted == true {
      warnings.append(
        ReportWarning(
          code: "drift", message: "the running gateway is not the one on disk",
          hint: ownService.commandLine("gateway restart")))
    }
    return warnings + attendanceWarning + reloadWarning + maskWarning + sharedPortWarning + modeWarning + uptakeWarnings
      + configurationWarnings
  }

  private var configurationWarnings: [ReportWarning] {
    let all = snapshot.commandConfiguration.warnings
    let shown = all.prefix(Self.shownWarnings).map {
      ReportWarning(code: "config-warning", message: $0.text(home: home))
    }
    if all.count <= Self.shownWarnings { return shown }
    let rest = "\(all.count - Self.shownWarnings) more warnings of the same kind"
    return shown + [ReportWarning(code: "config-warning", message: rest)]
  }

  /// How many of the config's warnings are told one by one.
  private static let shownWarnings = 20

  /// Drop-ins that change what our unit starts.
  var overrides: [String] {
    guard let unit = snapshot.manager.unit, let installed = snapshot.installed,
      let command = installed.definition.command,
      let effective = unit.effective.command, effective != command
    else { return [] }
    return unit.dropInPaths.map(\.string)
  }

  /// The issues of the installed unit.
  var audit: [ServiceAudit.Issue] {
    guard let installed = snapshot.installed, !installed.isMasked else { return [] }
    return ServiceAudit.issues(
      installed.definition,
      definition: ServiceDefinition(
        profile: snapshot.profile, scope: installed.scope, executable: .root,
        port: snapshot.target?.port ?? PortPlan.defaultBase,
        version: snapshot.version))
  }

  /// Whether the service looks up while its port is closed.
  var isSilent: Bool {
    guard let target = snapshot.target else { return false }
    return snapshot.state == .running && snapshot.listeners?.isListening(on: target.port) == false
  }

  /// What listens on a port; nil when that is not known.
  func usage(of port: Port?) -> PortUsage? {
    guard let port, let listeners = snapshot.listeners else { return nil }
    return PortUsage(
      port: port, listeners: listeners, profile: snapshot.profile, ownProcess: gatewayProcess,
      userID: snapshot.account.userID)
  }

  /// The main process of the service, else the one that works on the profile's state; nil when neither is known.
  private var gatewayProcess: Int32? {
    snapshot.manager.unit?.process.mainPID ?? snapshot.runningGateway?.process.processIdentifier
  }

  /// The process of a gateway that no service manager runs; nil when there is none.
  var foregroundGateway: Int32? {
    guard snapshot.manager.unit?.process.mainPID == nil,
      let gateway = snapshot.runningGateway, !gateway.isSupervised
    else { return nil }
    return gateway.process.processIdentifier
  }

  /// The warning for a program that has another address of the port on which the gateway listens.
  private var sharedPortWarning: [ReportWarning] {
    guard let usage = usage(of: snapshot.target?.port), !usage.endpoints.isEmpty, let stranger = usage.strangers.first
    else { return [] }
    let look = "sudo ss -ltnp 'sport = :\(usage.port)'"
    return [
      ReportWarning(
        code: "port-shared",
        message: "\(stranger.endpoint) is not the gateway's: "
          + "\(PortConflicts.holder(of: stranger)); who connects there reaches that program",
        hint: stranger.holder.map { "kill \($0.processIdentifier)" } ?? look)
    ]
  }

  /// What the service says of itself; what a run that has ended said is of no interest.
  var statusText: String? {
    snapshot.manager.unit?.process.mainPID == nil ? nil : snapshot.manager.unit?.process.statusText
  }

  /// The warning for a unit or drop-in that systemd has not read since it changed on disk.
  private var reloadWarning: [ReportWarning] {
    guard snapshot.manager.unit?.needsReload == true, let installed = snapshot.installed, !installed.isMasked else {
      return []
    }
    return [
      ReportWarning(
        code: "needs-reload",
        message: snapshot.managerKind.readsUnits
          ? "\(snapshot.service) or a drop-in of it has changed since systemd read it"
          : "\(installed.path) has changed since launchd read it",
        hint: snapshot.managerKind.readsUnits
          ? "\(installed.scope == .user ? "systemctl --user" : "sudo systemctl") daemon-reload"
          : ownService.commandLine("gateway restart"))
    ]
  }

  /// The warning for a unit that an administrator has masked.
  private var maskWarning: [ReportWarning] {
    guard let installed = snapshot.installed, installed.isMasked else { return [] }
    return [
      ReportWarning(
        code: "unit-masked", message: "\(snapshot.service) is masked: it cannot be started or installed",
        hint: ownService.unmaskCommand)
    ]
  }

  /// The warning for a config with a secret that others can read.
  private var modeWarning: [ReportWarning] {
    guard let mode = snapshot.configurationMode, mode & 0o077 != 0,
      snapshot.serviceConfiguration.configuration.token != nil
        || snapshot.serviceConfiguration.configuration.password != nil
    else { return [] }
    let path = snapshot.serviceConfiguration.path
    return [
      ReportWarning(
        code: "config-readable", message: "others can read \(path), which holds a secret (mode \(mode.octalMode))",
        hint: OwnerAdvice.closing(path, isPlain: snapshot.isConfigurationPlain))
    ]
  }

  /// The file of what the service prints to standard error; nil where that goes to a journal or to one file with the rest.
  var errorLog: AbsolutePath? {
    snapshot.managerKind == .launchd && snapshot.installed != nil ? LaunchAgent.errorLog(of: snapshot.profile) : nil
  }

  /// The command line that shows the service's journal; nil where it has none.
  var journalCommand: String? {
    guard snapshot.managerKind == .systemd else { return nil }
    return snapshot.installed.map {
      "journalctl \($0.scope == .user ? "--user " : "")-u \(snapshot.service) -n 200 --no-pager"
    }
  }
}
