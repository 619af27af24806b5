import Configuration
import JSON
import Platform
import Profiles
import Services

/// The security audit's checks of the config: who can reach the gateway, and with what.
enum ExposureChecks {
  static let all: [Check] = [
    config(
      "gateway.bind_no_auth", .critical, "The gateway listens on the network, and asks for no secret", look: bindNoAuth),
    config(
      "gateway.loopback_no_auth", .critical, "The gateway has no secret: every program of this machine may use it",
      look: loopbackNoAuth),
    config(
      "gateway.trusted_proxies_missing", .info, "Behind a proxy every client would count as local",
      look: noTrustedProxies),
    config("gateway.tailscale_funnel", .critical, "Tailscale publishes the gateway to the internet") {
      $0.tailscale == .funnel ? Symptom("the gateway is published to the internet", at: "gateway.tailscale.mode") : nil
    },
    config("gateway.tailscale_serve", .info, "Tailscale publishes the gateway to the tailnet") {
      $0.tailscale == .serve ? Symptom("the gateway is published to the tailnet", at: "gateway.tailscale.mode") : nil
    },
    flag(
      "gateway.control_ui.insecure_auth", "gateway.controlUi.allowInsecureAuth", "The control UI takes tokens over HTTP"
    ),
    flag(
      "gateway.control_ui.device_auth_disabled", "gateway.controlUi.dangerouslyDisableDeviceAuth",
      "The control UI asks for no device identity"),
    short("gateway.token_too_short", "gateway.auth.token"), short("hooks.token_too_short", "hooks.token"),
    config("hooks.token_reuse_gateway_token", .warn, "Hooks and gateway have one token", look: reusedToken),
    config("hooks.path_root", .critical, "Hooks are taken at the root") {
      $0.text("hooks.path") == "/" ? Symptom("hooks are taken at the root", at: "hooks.path") : nil
    },
    literal(
      "config.secrets.gateway_password_in_config", .warn, "gateway.auth.password", "The password stands in the config"),
    literal("config.secrets.hooks_token_in_config", .info, "hooks.token", "The hooks' token stands in the config"),
    config("logging.redact_off", .warn, "Secrets are not taken out of the log", cure: "sets it to tools") {
      $0.text("logging.redactSensitive") == "off"
        ? Symptom(
          "secrets are not taken out of the log", at: "logging.redactSensitive",
          repair: .configure(.set("logging.redactSensitive", "tools"))) : nil
    },
    config("browser.remote_cdp_http", .warn, "A browser elsewhere is driven over plain HTTP", look: remoteBrowser),
    Check(
      "process.argv_secret", .security, .critical, "A secret stands in the gateway's command line", needs: [.service],
      look: arguments),
    config("summary.attack_surface", .info, "What can be reached, in a line", look: summary),
  ]

  private static func config(
    _ id: String, _ severity: Finding.Severity, _ summary: String, cure: String? = nil,
    look: @escaping @Sendable (Exposure) -> Symptom?
  ) -> Check {
    Check(id, .security, severity, summary, cure: cure) { examination in
      look(Exposure(examination)).map { [$0] } ?? []
    }
  }

  private static func flag(_ id: String, _ key: JSONPath, _ summary: String) -> Check {
    config(id, .critical, summary) { exposure in
      exposure.isTrue(key)
        ? Symptom("\(key) is true", at: "\(key)", remedy: exposure.examination.command("config set \(key) false")) : nil
    }
  }

  private static func short(_ id: String, _ key: JSONPath) -> Check {
    config(id, .warn, "\(key) is shorter than 24 characters") { exposure in
      guard let text = exposure.text(key), !text.isEmpty, text.count < 24 else { return nil }
      return Symptom(
        "\(key) is shorter than 24 characters", at: "\(key)",
        remedy: exposure.examination.command("config set \(key) \"$(openssl rand -hex 24)\""))
    }
  }

  private static func literal(
    _ id: String, _ severity: Finding.Severity, _ key: JSONPath, _ summary: String
  ) -> Check {
    config(id, severity, summary) { exposure in
      guard exposure.text(key) != nil, !exposure.examination.configuration.comesFromVariable(key) else { return nil }
      return Symptom(
        "\(key) stands in the config", at: "\(key)", remedy: "put it into .env, and name the variable there: ${NAME}")
    }
  }

  private static func bindNoAuth(_ exposure: Exposure) -> Symptom? {
    guard exposure.isLocal, !exposure.isLoopback, !exposure.hasSecret else { return nil }
    return Symptom(
      "the gateway listens on the network and asks for no secret", at: "gateway.bind",
      remedy: exposure.examination.command("config set gateway.bind loopback"))
  }

  private static func loopbackNoAuth(_ exposure: Exposure) -> Symptom? {
    guard exposure.isLocal, exposure.isLoopback, !exposure.hasSecret else { return nil }
    return Symptom(
      "the gateway has no secret", at: "gateway.auth.token",
      remedy: exposure.examination.command("doctor --generate-gateway-token"))
  }

  private static func noTrustedProxies(_ exposure: Exposure) -> Symptom? {
    let settings = exposure.settings
    guard exposure.isLocal, exposure.isLoopback, settings.controlUI.isEnabled, settings.trustedProxies.isEmpty else {
      return nil
    }
    return Symptom(
      "behind a proxy on this machine every client would count as local", at: "gateway.trustedProxies",
      remedy: exposure.examination.command("config set gateway.trustedProxies '[\"127.0.0.1\"]'"))
  }

  private static func reusedToken(_ exposure: Exposure) -> Symptom? {
    guard let hooks = exposure.text("hooks.token"), let token = exposure.settings.token,
      token.matches(Secret(hooks))
    else { return nil }
    return Symptom("hooks and gateway have one token", at: "hooks.token", remedy: "give the hooks a token of their own")
  }

  private static func remoteBrowser(_ exposure: Exposure) -> Symptom? {
    guard let url = exposure.text("browser.cdpUrl"), url.hasPrefix("http://"),
      !["127.0.0.1", "localhost", "[::1]"].contains(where: { url.dropFirst("http://".count).hasPrefix($0) })
    else { return nil }
    return Symptom(
      "a browser elsewhere is driven over plain HTTP", at: "browser.cdpUrl", evidence: MaskedURL.text(url),
      remedy: "use https, or a tunnel")
  }

  private static func arguments(_ examination: Examination) -> [Symptom] {
    let arguments = examination.host.manager.unit?.effective.command?.arguments ?? []
    let masked = MaskedArguments.masking(arguments)
    guard masked != arguments else { return [] }
    return [
      Symptom(
        "a secret stands in the gateway's command line, where every account can read it",
        at: examination.host.service, evidence: masked.joined(separator: " "),
        remedy: examination.command("gateway install --force"))
    ]
  }

  private static func summary(_ exposure: Exposure) -> Symptom? {
    let words = [
      "bind \(exposure.settings.bind.rawValue)", "auth \(exposure.hasSecret ? "on" : "off")",
      "tailscale \(exposure.tailscale.rawValue)", "control UI \(exposure.settings.controlUI.isEnabled ? "on" : "off")",
      "hooks \(exposure.isTrue("hooks.enabled") ? "on" : "off")",
    ]
    return Symptom("what can be reached", evidence: words.joined(separator: ", "))
  }
}

/// What the audit asks of a config.
struct Exposure: Sendable {
  let examination: Examination

  init(_ examination: Examination) { self.examination = examination }

  var settings: GatewayConfiguration { examination.configuration.configuration }
  var isLocal: Bool { examination.isLocal }
  var isLoopback: Bool {
    settings.bind == .loopback || settings.bind == .custom && settings.customBindHost?.hasPrefix("127.") == true
  }
  var tailscale: GatewayConfiguration.TailscaleMode { settings.tailscaleMode }
  var hasSecret: Bool { ServerAuthentication(snapshot: examination.configuration).credential != nil }

  /// A text of the config, secrets as they are: never to be shown.
  func text(_ key: JSONPath) -> String? {
    examination.configuration.value(at: key, revealingSecrets: true)?.stringValue
  }

  func isTrue(_ key: JSONPath) -> Bool { examination.configuration.value(at: key)?.boolValue == true }

}
