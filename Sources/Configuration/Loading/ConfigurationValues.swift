import JSON
import Platform
import Profiles

/// Typed access to a configuration: the value when it is valid, else the registry's default.
struct ConfigurationValues {
  let tree: JSONValue
  let home: AbsolutePath
  /// What relative paths in the file are relative to: the file's own directory.
  let directory: AbsolutePath

  /// The valid value at a path or its default; nil when there is neither.
  func value(_ path: JSONPath) -> JSONValue? {
    guard let key = ConfigurationRegistry.key(at: path) else { return nil }
    if let value = tree[path], key.kind.accepts(value) { return value }
    return key.defaultValue
  }

  func flag(_ path: JSONPath) -> Bool? { value(path)?.boolValue }

  func integer(_ path: JSONPath) -> Int64? { value(path)?.integerValue }

  func port(_ path: JSONPath) -> Port? { tree[path] == nil ? nil : integer(path).flatMap { Port(Int($0)) } }

  /// The trimmed text; nil when it is blank, which means the same as absent.
  func text(_ path: JSONPath) -> String? {
    guard let text = value(path)?.stringValue?.trimmingBlanks(), !text.isEmpty else { return nil }
    return text
  }

  func secret(_ path: JSONPath) -> Secret? { text(path).map { Secret($0) } }

  func texts(_ path: JSONPath) -> [String] { value(path)?.arrayValue?.compactMap(\.stringValue) ?? [] }

  func path(_ path: JSONPath) -> AbsolutePath? {
    text(path).flatMap { AbsolutePath(expanding: $0, home: home, relativeTo: directory) }
  }

  /// One of an enumeration's values.
  func choice<Choice: RawRepresentable<String>>(_ path: JSONPath) -> Choice? {
    text(path).flatMap(Choice.init(rawValue:))
  }
}

extension GatewayConfiguration {
  init(_ values: ConfigurationValues, environment: Environment) {
    port = values.port("gateway.port")
    mode = values.choice("gateway.mode")
    bind = values.choice("gateway.bind") ?? .loopback
    customBindHost = values.text("gateway.customBindHost")
    authMode = values.choice("gateway.auth.mode")
    token = values.secret("gateway.auth.token")
    password = values.secret("gateway.auth.password")
    allowTailscale = values.flag("gateway.auth.allowTailscale")
    tailscaleMode = values.choice("gateway.tailscale.mode") ?? .off
    trustedProxies = values.texts("gateway.trustedProxies")
    controlUI = ControlUI(values)
    remote = Remote(values)
    reload = ReloadPolicy(values)
    canvasHost = CanvasHost(values, environment: environment)
    workspace = values.path("agents.defaults.workspace")
    logging = LoggingConfiguration(values)
    allowsRestart = values.flag("commands.restart") ?? false
    lastTouchedVersion = values.text("meta.lastTouchedVersion")
  }
}

extension GatewayConfiguration.ControlUI {
  fileprivate init(_ values: ConfigurationValues) {
    isEnabled = values.flag("gateway.controlUi.enabled") ?? true
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
    isEnabled = !isSkipped && values.flag("canvasHost.enabled") ?? true
    port = environment["OPENCLAW_CANVAS_HOST_PORT"].flatMap(Port.init) ?? values.port("canvasHost.port")
    root = values.path("canvasHost.root")
    reloadsPages = values.flag("canvasHost.liveReload") ?? true
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
