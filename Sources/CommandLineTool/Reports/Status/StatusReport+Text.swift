import CommandTree
import Configuration
import Doctor
import Platform
import Profiles
import Services

extension StatusReport {
  /// The lines for people: facts on standard output, problems on standard error, a blank line after each group.
  func text(_ style: ReportStyle) -> ReportText {
    var text = ReportText()
    addService(to: &text, style)
    addConfiguration(to: &text, style)
    addGateway(to: &text)
    addRuntime(to: &text, style)
    addProblems(to: &text, style)
    addOtherServices(to: &text, style)
    for warning in warnings { text.problem(warning.text(style.error)) }
    if !snapshot.incomplete.isEmpty {
      text.problem(
        style.error.paint("incomplete:", .warning) + " \(snapshot.incomplete.joined(separator: ", ")) (deadline)")
    }
    return text
  }

  private func shown(_ path: AbsolutePath) -> String { path.abbreviated(home: home) }

  private func addService(to text: inout ReportText, _ style: ReportStyle) {
    let scope = snapshot.installed.map { ", \($0.scope.rawValue) scope" } ?? ""
    let words = snapshot.managerKind.registrationWords
    text.fact("Service: \(snapshot.managerKind.label) (\(isLoaded ? words.yes : words.no)\(scope))")
    if snapshot.managerKind != .systemd {
      text.fact("Manager: \(snapshot.managerKind.rawValue), \(snapshot.choice.reason)")
    }
    if snapshot.installed == nil, let hint = snapshot.choice.hint { text.fact("Hint: \(hint)") }
    text.fact("Profile: \(snapshot.profile.name)")
    text.fact("File logs: \(shown(snapshot.serviceConfiguration.configuration.logFile(of: snapshot.profile)))")
    if let installed = snapshot.installed {
      let effective = overrides.isEmpty ? nil : snapshot.manager.unit?.effective.command
      let arguments = MaskedArguments.masking((effective ?? installed.definition.command)?.arguments ?? [])
      text.fact(
        "Command: \(arguments.joined(separator: " ").visibleLine())\(effective == nil ? "" : " (from a drop-in)")")
      text.fact("Service file: \(shown(installed.path))")
      installed.definition.workingDirectory.map { text.fact("Working dir: \($0)") }
      let variables = installed.definition.shownEnvironment.map { "\($0.name)=\($0.value)" }
      if !variables.isEmpty { text.fact("Service env: \(variables.joined(separator: " "))") }
    }
    for issue in audit {
      text.problem(style.error.paint("Service config issue:", .warning) + " \(issue.message)")
    }
    if !audit.isEmpty { text.problem("Recommendation: \(ownService.commandLine("gateway install --force"))") }
    text.endGroup()
  }

  private func addConfiguration(to text: inout ReportText, _ style: ReportStyle) {
    func add(_ label: String, _ configuration: ConfigurationSnapshot) {
      let mark = !configuration.exists ? " (missing)" : configuration.isValid ? "" : " (invalid)"
      text.fact("\(label): \(shown(configuration.path))\(mark)")
      for issue in configuration.issues.prefix(5) {
        text.problem(style.error.paint("Config issue:", .problem) + " \(issue.text(home: home))")
      }
    }
    add("Config (cli)", snapshot.commandConfiguration)
    if snapshot.commandConfiguration.path != snapshot.serviceConfiguration.path {
      add("Config (service)", snapshot.serviceConfiguration)
      text.problem("The service reads another config than this command: profile or state directory differ.")
      text.problem("Fix: \(ownService.commandLine("gateway install --force")) from the profile that is meant")
    }
    text.endGroup()
  }

  private func addGateway(to text: inout ReportText) {
    guard let target = snapshot.target else {
      text.fact("Gateway: no port yet; setup or install gives profile \(snapshot.profile.name) one")
      text.endGroup()
      return
    }
    text.fact("Gateway: bind=\(target.bindMode) (\(target.host)), port=\(target.port) (\(target.portSource.rawValue))")
    text.fact("Probe target: \(MaskedURL.text(target.url))")
    probeNote.map { text.fact("Probe note: \($0)") }
    text.endGroup()
  }

  /// What the probe's address does not show.
  var probeNote: String? {
    switch snapshot.serviceConfiguration.configuration.bind.rawValue {
    case "loopback": "loopback only: clients on this machine, or through a tunnel"
    case "lan": "the probe uses loopback; from elsewhere use the machine's address"
    default: nil
    }
  }

  private func addRuntime(to text: inout ReportText, _ style: ReportStyle) {
    text.fact("State: \(style.output.paint(state, stateRole))\(reason.map { " (\($0.visibleLine()))" } ?? "")")
    text.fact("Runtime: \(runtimeText)")
    for socket in snapshot.manager.unit?.sockets ?? [] {
      let isListening = snapshot.manager.unit?.listeningSockets.contains(socket) == true
      text.fact("Socket: \(socket) (\(isListening ? "listening" : "not listening"))")
    }
    switch snapshot.probe?.outcome {
    case .answered(let version, let uptime)?:
      let facts = "v\(version), up \(uptime.milliseconds / 1000) s, \(snapshot.probe?.latency.milliseconds ?? 0) ms"
      text.fact("RPC probe: \(style.output.paint("ok", .good)) (\(facts))")
    case .refused(_, let message)?:
      text.problem(
        "RPC probe: \(style.error.paint("reachable, credentials refused", .warning)): \(message.visibleLine())")
      text.problem("Offered: \(snapshot.probe?.credentialSource ?? "no credential")")
    case .declined(_, let message, _)?:
      text.problem("RPC probe: \(style.error.paint("reachable, no status", .warning)): \(message.visibleLine())")
    case .failed(_, let message)?:
      text.problem("RPC probe: \(style.error.paint("failed", .problem)): \(message.visibleLine())")
      text.problem("RPC target: \(MaskedURL.text(snapshot.probe?.url ?? ""))")
    case nil: break
    }
    if case .failed(_, let message)? = snapshot.probe?.health {
      text.problem("Health: \(style.error.paint("failed", .problem)): \(message.visibleLine())")
    }
    text.endGroup()
  }

  private var stateRole: OutputStyle.Role {
    switch snapshot.state {
    case .running?, .reloading?: .good
    case .gaveUp?, .configurationRejected?, .failed?, nil: .problem
    default: .warning
    }
  }

  private var runtimeText: String {
    guard let unit = snapshot.manager.unit else { return "unknown (\(managerProblem ?? "the manager did not answer"))" }
    var parts: [String] = []
    if let process = unit.process.mainPID { parts.append("pid \(process)") }
    parts.append("state \(unit.activeState)")
    parts.append("sub \(unit.subState)")
    if unit.process.restarts > 0 { parts.append("restarts \(unit.process.restarts)") }
    if let end = unit.status.endText { parts.append("last run: \(end)") }
    if let status = statusText { parts.append(status.visibleLine()) }
    return "\(unit.isUp ? "running" : "stopped") (\(parts.joined(separator: ", ")))"
  }

  private func addProblems(to text: inout ReportText, _ style: ReportStyle) {
    for line in advice { text.problem(line) }
    addPort(to: &text)
    for path in overrides { text.problem("A drop-in overrides the unit's command: \(path)") }
    if let run = snapshot.lastRun {
      text.problem("Last gateway lines (\(run.source.rawValue)):")
      for line in run.lines { text.problem("  \(line.visibleLine())") }
      snapshot.lastError.map { text.problem("Last gateway error: \($0.visibleLine())") }
      switch run.source {
      case .journal: journalCommand.map { text.problem("Logs: \($0)") }
      case .output:
        let places = SupervisorPlaces(home: snapshot.profile.home)
        text.problem("Logs: \(shown(places.output(of: snapshot.profile)))")
      case .file:
        text.problem("Logs: \(shown(snapshot.serviceConfiguration.configuration.logFile(of: snapshot.profile)))")
        errorLog.map { text.problem("Logs of standard error: \(shown($0))") }
      }
    }
    text.endGroup()
  }

  /// What to do about a service that is not there, one step at a time.
  private var advice: [String] {
    if let process = foregroundGateway {
      return ["The gateway runs in the foreground, as process \(process), and not as a service."]
    }
    if case .unreachable(.noServiceManager) = snapshot.manager {
      return ["No systemd runs here: the gateway runs in the foreground: \(snapshot.profile.commandLine("gateway"))"]
    }
    if let problem = managerProblem { return ["\(snapshot.managerKind.rawValue): \(problem)"] }
    if snapshot.installed?.isMasked == true { return [] }
    if snapshot.manager.unit?.process.lastExit == .executableMissing {
      return ["The unit's program is not there. Install it anew: \(ownService.commandLine("gateway install --force"))"]
    }
    switch snapshot.state {
    case .notInstalled?: return ["No service is installed. Install it: \(ownService.commandLine("gateway install"))"]
    case .configurationRejected?:
      return ["Mend the config, then start the service: \(ownService.commandLine("gateway start"))"]
    case .stopped?, .gaveUp?, .failed?:
      return ["The service is not running. Start it: \(ownService.commandLine("gateway start"))"]
    default: return []
    }
  }

  private func addPort(to text: inout ReportText) {
    guard let target = snapshot.target, let usage = usage(of: target.port) else { return }
    let isAnswered = snapshot.probe.map(\.isReachable) ?? false
    if usage.status == "busy", !isAnswered {
      text.problem("Port \(usage.port) is busy:")
      for line in usage.lines + usage.hints { text.problem("- \(line)") }
    } else if !usage.endpoints.isEmpty {
      text.fact("Listening: \(usage.endpoints.joined(separator: ", "))")
    }
    if isSilent { text.problem("The service runs and nothing listens on port \(usage.port).") }
    if target.commandPort != target.port, let own = self.usage(of: target.commandPort) {
      text.fact("Note: this shell's own port is \(own.port) (\(own.status))")
    }
  }

  /// What takes a service away for good: one that is merely disabled is found again.
  private static func cleanup(of entry: ServiceScan.Entry) -> String {
    let sudo = entry.scope == .user ? "" : "sudo "
    let removal = "\(entry.disabling); \(sudo)rm \(CommandSuggestion.word(entry.path.string))"
    if entry.isAgent { return removal }
    return "\(removal) && \(entry.scope == .user ? "systemctl --user" : "sudo systemctl") daemon-reload"
  }

  private func addOtherServices(to text: inout ReportText, _ style: ReportStyle) {
    for entry in snapshot.otherServices {
      let kind = entry.kind == .legacy ? "Gateway of an earlier name" : "Another service that starts a gateway"
      text.problem("\(style.error.paint(kind, .warning)): \(entry.unit) (\(entry.scope.rawValue), \(entry.path))")
      text.problem("  Cleanup: \(Self.cleanup(of: entry))")
    }
    if !snapshot.otherServices.isEmpty {
      text.problem("One gateway per machine is enough for most; others need a profile and ports of their own.")
      text.endGroup()
    }
  }
}
