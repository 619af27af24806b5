import Configuration
import JSON
import Platform

/// Checks of the profile's config: whether it can be read, and whether a gateway would start with it.
enum ConfigurationChecks {
  static let all: [Check] = [
    Check("config-missing", .config, .warn, "There is no config", look: missing),
    Check("config-invalid", .config, .critical, "The config holds what keeps the gateway from starting", look: invalid),
    Check("config-newer", .config, .warn, "A newer openclaw wrote the config: doctor leaves it alone", look: newer),
    Check("config-warnings", .config, .warn, "A value of the config is passed over", look: warnings),
    Check("config-unknown-keys", .config, .info, "The config has keys that openclaw does not know; they stay") {
      $0.configuration.warnings.filter(\.isUnknownKey).map { symptom($0) }
    },
    Check(
      "gateway-mode-unset", .config, .critical, "gateway.mode is not set: the gateway does not start",
      cure: "sets gateway.mode to local", look: modeUnset),
    Check("remote-url-missing", .config, .warn, "The mode is remote and no gateway is named", look: remoteURL),
    Check(
      "gateway-auth-token", .config, .critical, "The gateway has no token and no password: it does not start",
      cure: "sets gateway.auth.token to a new random token", look: authentication),
    Check(
      "gateway-auth-ambiguous", .config, .warn,
      "Token and password are set, and gateway.auth.mode does not say which holds",
      look: ambiguous),
    Check("credential-conflict", .config, .warn, "A variable of this shell contradicts the config", look: conflict),
  ]

  private static func missing(_ examination: Examination) -> [Symptom] {
    guard !examination.configuration.exists else { return [] }
    return [
      Symptom(
        "there is no config", at: examination.configuration.path.string,
        remedy: examination.command("setup"), severity: examination.host.installed == nil ? nil : .critical)
    ]
  }

  private static func invalid(_ examination: Examination) -> [Symptom] {
    examination.configuration.issues.map { symptom($0) }
  }

  private static func newer(_ examination: Examination) -> [Symptom] {
    examination.configuration.warnings.filter { $0.path == ConfigurationSnapshot.versionPath }.map { problem in
      Symptom(
        "the config \(problem.message)", at: problem.place, remedy: "install the openclaw that wrote it, or a newer one"
      )
    }
  }

  private static func warnings(_ examination: Examination) -> [Symptom] {
    examination.configuration.warnings.filter { !$0.isUnknownKey && $0.path != ConfigurationSnapshot.versionPath }.map {
      symptom($0)
    }
  }

  private static func symptom(_ problem: ConfigurationProblem) -> Symptom {
    let subject = problem.path.isRoot ? "the config" : "\(problem.path)"
    return Symptom(
      "\(subject) \(problem.message)", at: problem.place, evidence: problem.accepted.map { "expected \($0)" },
      remedy: problem.remedy ?? "correct it there")
  }

  private static func modeUnset(_ examination: Examination) -> [Symptom] {
    let configuration = examination.configuration
    guard configuration.exists, configuration.isReadable, !configuration.isSet("gateway.mode") else { return [] }
    let meansRemote = examination.host.installed == nil && configuration.configuration.remote.url != nil
    return [
      Symptom(
        "gateway.mode is not set: the gateway does not start", at: configuration.path.string,
        remedy: examination.command("config set gateway.mode \(meansRemote ? "remote" : "local")"),
        repair: meansRemote ? nil : .configure(.set("gateway.mode", "local")))
    ]
  }

  private static func remoteURL(_ examination: Examination) -> [Symptom] {
    guard !examination.isLocal, examination.configuration.configuration.remote.url == nil else { return [] }
    return [
      Symptom(
        "gateway.mode is remote and gateway.remote.url is not set: commands call a gateway on this machine",
        at: examination.configuration.path.string,
        remedy: examination.command("config set gateway.remote.url ws://host:port"))
    ]
  }

  private static func authentication(_ examination: Examination) -> [Symptom] {
    let configuration = examination.configuration
    let authentication = ServerAuthentication(snapshot: configuration)
    guard configuration.exists, configuration.isReadable, examination.isLocal, authentication.credential == nil
    else { return [] }
    let isToken = authentication.mode == .token
    return [
      Symptom(
        "no gateway.auth.\(authentication.mode.rawValue) is set: the gateway does not start",
        at: configuration.path.string,
        remedy: isToken
          ? examination.command("doctor --generate-gateway-token")
          : examination.command("config set gateway.auth.password -"),
        repair: isToken ? .makeToken : nil)
    ]
  }

  private static func ambiguous(_ examination: Examination) -> [Symptom] {
    let settings = examination.configuration.configuration
    guard examination.isLocal, settings.authMode == nil, settings.token != nil, settings.password != nil else {
      return []
    }
    return [
      Symptom(
        "gateway.auth.token and gateway.auth.password are set, and gateway.auth.mode is not: the password holds",
        at: examination.configuration.path.string,
        remedy: examination.command("config set gateway.auth.mode token"))
    ]
  }

  private static func conflict(_ examination: Examination) -> [Symptom] {
    ClientCredentials(snapshot: examination.host.commandConfiguration).warnings.map { warning in
      Symptom(warning, remedy: warning.split(separator: " ").first.map { "unset \($0)" })
    }
  }
}
