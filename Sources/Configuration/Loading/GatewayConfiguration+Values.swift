import JSON
import Platform

extension GatewayConfiguration {
  /// The valid values of a configuration, and defaults for the rest.
  init(_ values: ConfigurationValues, environment: Environment) {
    port = values.port("gateway.port")
    mode = values.choice("gateway.mode")
    bind = values.choice("gateway.bind") ?? .loopback
    customBindHost = values.text("gateway.customBindHost")
    authMode = values.choice("gateway.auth.mode")
    token = values.secret("gateway.auth.token")
    password = values.secret("gateway.auth.password")
    tailscaleMode = values.choice("gateway.tailscale.mode") ?? .off
    allowsTailscale = values.flag("gateway.auth.allowTailscale")
    trustedProxies = values.texts("gateway.trustedProxies")
    allowedNodeCommands = values.texts("gateway.nodes.allowCommands")
    deniedNodeCommands = values.texts("gateway.nodes.denyCommands")
    controlUI = ControlUI(values)
    remote = Remote(values)
    reload = ReloadPolicy(values)
    canvasHost = CanvasHost(values, environment: environment)
    discoversWideArea = values.isOn("discovery.wideArea.enabled")
    workspace = values.path("agents.defaults.workspace")
    sessionScope = values.text("session.scope") ?? "per-sender"
    sessionStore = values.path("session.store")
    logging = LoggingConfiguration(values)
    allowsRestart = values.isOn("commands.restart")
    lastTouchedVersion = values.text("meta.lastTouchedVersion")
  }
}

extension GatewayConfiguration.ControlUI {
  fileprivate init(_ values: ConfigurationValues) {
    isEnabled = values.isOn("gateway.controlUi.enabled")
    let path = AbsolutePath("/" + (values.text("gateway.controlUi.basePath") ?? ""))
    basePath = path.map { $0 == .root ? "" : $0.string } ?? ""
    allowedOrigins = values.texts("gateway.controlUi.allowedOrigins")
  }
}

extension GatewayConfiguration.Remote {
  fileprivate init(_ values: ConfigurationValues) {
    url = values.text("gateway.remote.url")
    token = values.secret("gateway.remote.token")
    password = values.secret("gateway.remote.password")
    sshTarget = values.text("gateway.remote.sshTarget")
    sshIdentity = values.path("gateway.remote.sshIdentity")
  }
}

extension GatewayConfiguration.ReloadPolicy {
  fileprivate init(_ values: ConfigurationValues) {
    mode = values.choice("gateway.reload.mode") ?? .hybrid
    debounce = .milliseconds(values.integer("gateway.reload.debounceMs") ?? 300)
  }
}

extension GatewayConfiguration.CanvasHost {
  fileprivate init(_ values: ConfigurationValues, environment: Environment) {
    let isSkipped = environment.flag("OPENCLAW_SKIP_CANVAS_HOST") ?? false
    isEnabled = !isSkipped && values.isOn("canvasHost.enabled")
    port = environment["OPENCLAW_CANVAS_HOST_PORT"].flatMap(Port.init) ?? values.port("canvasHost.port")
    root = values.path("canvasHost.root")
    reloadsPages = values.isOn("canvasHost.liveReload")
  }
}

extension LoggingConfiguration {
  fileprivate init(_ values: ConfigurationValues) {
    level = values.choice("logging.level") ?? .info
    consoleLevel = values.choice("logging.consoleLevel") ?? .info
    consoleStyle = values.choice("logging.consoleStyle")
    file = values.path("logging.file")
    masksSecrets = values.text("logging.redactSensitive") != "off"
  }
}
