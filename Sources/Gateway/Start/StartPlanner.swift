import Configuration
import GatewayProtocol
import JSON
import Platform
import Profiles
import Transport

/// The start checks, in their order: what passes them is a plan, what does not is refused with its reason.
struct StartPlanner: Sendable {
  let options: GatewayOptions
  let profile: Profile
  let environment: Environment
  let workingDirectory: AbsolutePath
  let machine: MachineIdentity
  let machineAddresses: [String]
  /// The sockets that the service manager has bound in our stead.
  var inherited = InheritedSockets.none

  /// Reads the configuration and checks it against what the start needs.
  func plan() throws(StartRefusal) -> StartPlan { try read().plan.get() }

  /// The same, with what was read where it is refused.
  func read() -> ConfigurationReading { reading(of: ConfigurationLoader.load(profile, environment: environment)) }

  /// What a gateway would make of a configuration that has been read.
  func reading(of snapshot: ConfigurationSnapshot) -> ConfigurationReading {
    let result = Result { () throws(StartRefusal) in
      var plan = try plan(snapshot)
      plan.warnings += exposure(snapshot)
      return plan
    }
    return ConfigurationReading(snapshot: snapshot, plan: result)
  }

  private func exposure(_ snapshot: ConfigurationSnapshot) -> [String] {
    do throws(SystemError) {
      return try snapshot.exposure(home: profile.home).map { [$0.text(home: profile.home)] } ?? []
    } catch { return [error.description] }
  }

  /// The plan for a configuration that has been read.
  func plan(_ snapshot: ConfigurationSnapshot) throws(StartRefusal) -> StartPlan {
    try checkConfiguration(snapshot)
    let resolution = PortResolution(flag: options.port, snapshot: snapshot, profile: profile)
    let port = try port(resolution)
    let tailscale = options.tailscaleMode ?? snapshot.configuration.tailscaleMode
    try checkMode(snapshot)
    let bind = BindResolution(
      mode: options.bind ?? snapshot.configuration.bind, customHost: snapshot.configuration.customBindHost,
      machineAddresses: machineAddresses, profile: profile)
    let addresses = try bind.addresses(port: port)
    try inherited.check(required: addresses.required, optional: addresses.optional, profile: profile)
    let secret = try secret(snapshot, bind)
    try checkTailscale(tailscale, bind, secret)
    return StartPlan(
      port: port, addresses: addresses.required, optionalAddresses: addresses.optional,
      canvasAddresses: try canvasAddresses(snapshot, base: port, addresses.required + addresses.optional),
      settings: settings(snapshot, bind, addresses.required, secret, tailscale),
      logSettings: logSettings(snapshot.configuration.logging),
      logFile: snapshot.configuration.logFile(of: profile),
      secrets: snapshot.secrets.union([secret.secret]),
      allowsRestart: snapshot.configuration.allowsRestart,
      warnings: snapshot.warnings.map { $0.text(home: profile.home) } + resolution.warnings
        + tailscaleWarning(tailscale, port), configuration: snapshot, inherited: inherited)
  }

  /// What the gateway does not do must not look done.
  private func tailscaleWarning(_ mode: GatewayConfiguration.TailscaleMode, _ port: Port) -> [String] {
    mode == .off
      ? []
      : ["this gateway does not call tailscale itself: run tailscale \(mode.rawValue) --bg http://127.0.0.1:\(port)"]
  }

  // MARK: Checks

  private func checkConfiguration(_ snapshot: ConfigurationSnapshot) throws(StartRefusal) {
    if let issue = snapshot.issues.first {
      let more = snapshot.issues.count > 1 ? " (and \(snapshot.issues.count - 1) more)" : ""
      throw refusal(
        issue.text(home: profile.home, withRemedy: false) + more,
        remedy: issue.remedy ?? "correct it, then check it with \(profile.commandLine("config validate"))",
        place: "configuration")
    }
  }

  private func port(_ resolution: PortResolution) throws(StartRefusal) -> Port {
    guard let port = resolution.port else {
      throw refusal(
        "no port is known for the profile \(profile.name)", remedy: profile.commandLine("setup"), key: "gateway.port")
    }
    do throws(PortPlanError) { _ = try PortPlan(base: port) } catch {
      throw refusal(
        "port \(port) is too high: \(error)", remedy: "choose \(PortPlan.highestBase) or less",
        place: "\(resolution.source)")
    }
    return port
  }

  /// The bound addresses with the canvas's port.
  private func canvasAddresses(
    _ snapshot: ConfigurationSnapshot, base: Port, _ addresses: [SocketAddress]
  ) throws(StartRefusal) -> [SocketAddress] {
    let canvas = snapshot.configuration.canvasHost
    guard canvas.isEnabled, canvas.port != base else { return [] }
    do throws(PortPlanError) {
      let port = try PortPlan(base: base, canvas: canvas.port).canvas
      return addresses.map { SocketAddress($0.host, port: port) }
    } catch {
      throw refusal("\(error)", remedy: profile.commandLine("config unset canvasHost.port"), key: "canvasHost.port")
    }
  }

  private func checkMode(_ snapshot: ConfigurationSnapshot) throws(StartRefusal) {
    guard !options.allowsUnconfigured, snapshot.configuration.mode != .local else { return }
    let reason =
      switch snapshot.configuration.mode {
      case .remote: "it is remote: this machine calls a gateway elsewhere"
      case .local, nil: snapshot.exists ? "it is not set" : "the file does not exist"
      }
    throw refusal(
      reason,
      remedy: snapshot.exists ? profile.commandLine("config set gateway.mode local") : profile.commandLine("setup"),
      key: "gateway.mode")
  }

  private func secret(_ snapshot: ConfigurationSnapshot, _ bind: BindResolution) throws(StartRefusal) -> SharedSecret {
    let authentication = ServerAuthentication(flags: try flags(), snapshot: snapshot)
    do throws(MissingSecret) {
      let credential = try authentication.requiredCredential()
      return SharedSecret(
        kind: authentication.mode == .password ? .password : .token, secret: credential.secret,
        source: credential.source.shortName)
    } catch { throw refusal(error, bind, hasConfig: snapshot.exists) }
  }

  /// Setup writes a token only where there is no config yet.
  private func refusal(_ missing: MissingSecret, _ bind: BindResolution, hasConfig: Bool) -> StartRefusal {
    let kind = missing.mode.rawValue
    return StartRefusal(
      .configuration, bind.isLoopback ? "gateway auth mode is \(kind)" : "refusing to bind gateway beyond loopback",
      place: "\(missing.key) in \(profile.configPath.abbreviated(home: profile.home))",
      reason: "no \(kind) is configured, and every client must show one",
      remedy: missing.mode == .token && !hasConfig ? profile.commandLine("setup") : missing.remedy(for: profile))
  }

  private func flags() throws(StartRefusal) -> CredentialFlags {
    let files = SecretFlags(options: options, home: profile.home, workingDirectory: workingDirectory)
    return CredentialFlags(
      mode: options.authMode, token: try files.token(),
      tokenFlag: options.tokenFile == nil ? "--token" : "--token-file", password: try files.password(),
      passwordFlag: options.passwordFile == nil ? "--password" : "--password-file")
  }

  private func checkTailscale(
    _ mode: GatewayConfiguration.TailscaleMode, _ bind: BindResolution, _ secret: SharedSecret
  ) throws(StartRefusal) {
    guard mode != .off else { return }
    guard bind.isLoopback else {
      throw refusal(
        "tailscale \(mode.rawValue) requires a loopback bind",
        remedy: profile.commandLine("config set gateway.bind loopback"),
        key: "gateway.bind")
    }
    guard mode != .funnel || secret.kind == .password else {
      throw refusal(
        "tailscale funnel requires password authentication",
        remedy: profile.commandLine("config set gateway.auth.mode password"), key: "gateway.auth.mode")
    }
  }

  private func refusal(_ reason: String, remedy: String, key: String? = nil, place: String? = nil) -> StartRefusal {
    let file = profile.configPath.abbreviated(home: profile.home)
    return StartRefusal(
      .configuration, "gateway start blocked", place: place ?? key.map { "\($0) in \(file)" } ?? file, reason: reason,
      remedy: remedy)
  }

  // MARK: Settings

  private func settings(
    _ snapshot: ConfigurationSnapshot, _ bind: BindResolution, _ addresses: [SocketAddress], _ secret: SharedSecret,
    _ tailscale: GatewayConfiguration.TailscaleMode
  ) -> ServerSettings {
    var settings = ServerSettings(
      secret: secret, facts: GatewayFacts(snapshot, profile: profile, environment: environment), machine: machine,
      configuration: ConfigurationFile(profile: profile, environment: environment),
      logFile: snapshot.configuration.logFile(of: profile))
    settings.hosts = AllowedHosts(
      addresses: bind.isLoopback ? [] : machineAddresses + addresses.map(\.hostText), names: machine.names,
      origins: snapshot.configuration.controlUI.allowedOrigins,
      allowsTailnet: tailscale != .off || bind.mode == .tailnet)
    settings.trustedProxies = Set(snapshot.configuration.trustedProxies)
    if snapshot.configuration.allowsTailscale ?? (tailscale == .serve && secret.kind == .token) {
      settings.tailscale = TailscaleSettings(environment: environment)
    }
    settings.nodeCommands = NodeCommandPolicy(
      allowed: snapshot.configuration.allowedNodeCommands, denied: snapshot.configuration.deniedNodeCommands)
    let canvas = snapshot.configuration.canvasHost
    if canvas.isEnabled {
      settings.canvas = CanvasSettings(
        root: snapshot.configuration.canvasRoot(of: profile), reloadsPages: canvas.reloadsPages)
    }
    settings.messageLog = options.isVerbose ? options.messageLog : nil
    return settings
  }

  private func logSettings(_ logging: LoggingConfiguration) -> GatewayLog.Settings {
    GatewayLog.Settings(
      console: options.isVerbose ? min(.debug, logging.consoleLevel) : logging.consoleLevel, file: logging.level,
      style: logging.consoleStyle)
  }
}

extension CredentialSource {
  /// The source without the file's path, which is no unknown client's business.
  fileprivate var shortName: String {
    switch self {
    case .flag(let name): name
    case .variable(let name, _): name
    case .configuration(_, let key): key.description
    }
  }
}
