import CommandTree
import Configuration
import Doctor
import GatewayClient
import GatewayProtocol
import JSON
import Platform
import Profiles
import Services

/// `openclaw gateway call METHOD`: prints what the gateway answers.
///
/// It never starts one.
enum GatewayCallCommand {
  static func run(_ context: CommandContext) throws(CommandFailure) -> any Report {
    let text = context.invocation[.params] ?? "{}"
    let parameters: JSONValue
    do { parameters = try JSONReader.read(text) } catch {
      throw CommandFailure(
        "the parameters are no JSON", location: "--params, line \(error.line), column \(error.column)",
        reason: "\(error.reason)", hints: ["openclaw gateway call <method> --params '{\"key\":\"value\"}'"],
        code: "bad-params", exitStatus: .usage)
    }
    let caller = try GatewayCaller(context)
    return CallReport(answer: try caller.call(context.invocation[.method] ?? "", parameters))
  }
}

/// `openclaw health` and `openclaw gateway health`: the gateway's own word.
enum HealthCommand {
  static func run(_ context: CommandContext) throws(CommandFailure) -> any Report {
    let caller = try GatewayCaller(context)
    let start = MonotonicClock.nanoseconds()
    let parameters: JSONValue = context.invocation[.verbose] ? ["probe": true] : [:]
    let answer = try caller.call("health", parameters)
    return HealthReport(answer: answer, duration: .nanoseconds(MonotonicClock.nanoseconds() - start))
  }
}

/// A method's answer as the gateway sent it, the same with and without `--json`.
struct CallReport: Report {
  let answer: JSONValue

  var json: JSONObject { answer.objectValue ?? ["result": answer] }

  func text(_ style: ReportStyle) -> ReportText {
    var text = ReportText()
    text.fact(answer.text(pretty: true))
    return text
  }
}

/// The answer of `health`, and a line for people.
struct HealthReport: Report {
  let answer: JSONValue
  let duration: Duration

  var json: JSONObject { answer.objectValue ?? [:] }

  func text(_ style: ReportStyle) -> ReportText {
    var text = ReportText()
    text.fact("\(style.output.paint("OK", .good)) (\(duration.milliseconds) ms)")
    for (id, channel) in (answer["channels"]?.objectValue?.entries ?? []).map({ ($0.key, $0.value) }) {
      let words =
        [channel["configured"]?.boolValue == true ? "configured" : "not configured"]
        + (channel["linked"]?.boolValue.map { [$0 ? "linked" : "not linked"] } ?? [])
      text.fact("\(answer["channelLabels"]?[id]?.stringValue ?? id): \(words.joined(separator: ", "))")
    }
    let agents = (answer["agents"]?.arrayValue ?? []).compactMap { $0["agentId"]?.stringValue }
    if !agents.isEmpty { text.fact("Agents: \(agents.joined(separator: ", "))") }
    return text
  }
}

/// Calls methods of the gateway that a command is aimed at.
struct GatewayCaller {
  private let context: CommandContext
  private let url: String
  private let credentials: ClientCredentials
  private let deadline: Deadline

  /// Decides where to connect and with what: `--url` with the flags' credentials alone, else the profile's own gateway at
  /// the port its unit pins.
  init(_ context: CommandContext) throws(CommandFailure) {
    self.context = context
    let survey = try context.survey()
    let configuration = context.loadConfiguration()
    let flags = try context.credentialFlags()
    deadline = .after(context.invocation[.timeout] ?? .seconds(10))
    if let url = context.invocation[.url] {
      self.url = url
      credentials = ClientCredentials(only: flags)
      return
    }
    credentials = ClientCredentials(flags: flags, snapshot: configuration)
    for warning in credentials.warnings { context.warn(warning) }
    let settings = configuration.configuration
    if settings.mode == .remote {
      guard let remote = settings.remote.url else {
        throw CommandFailure(
          "gateway.mode is remote and no gateway is named", location: "\(configuration.path): gateway.remote.url",
          hints: ["openclaw gateway call <method> --url ws://host:port"], code: "remote-url-missing",
          exitStatus: .configurationRefused)
      }
      url = remote
    } else {
      let own = PortResolution(flag: nil, snapshot: configuration, profile: context.profile).port
      let port = survey.installed?.unit.port ?? own ?? PortPlan.defaultBase
      let host = settings.bind == .custom ? settings.customBindHost ?? "127.0.0.1" : "127.0.0.1"
      url = "ws://\(host):\(port)"
    }
  }

  /// Connects, calls one method, and gives its answer.
  func call(_ method: String, _ parameters: JSONValue) throws(CommandFailure) -> JSONValue {
    do {
      let client = try GatewayClient(
        to: GatewayAddress(url), as: ConnectParameters(.cli, credentials), deadline: deadline)
      return try client.call(method, parameters, deadline: deadline)
    } catch { throw failure(error) }
  }

  private func failure(_ error: GatewayClientError) -> CommandFailure {
    let (status, hints): (ExitStatus, [String]) =
      switch error {
      case .unauthorized: (.unauthorized, ["openclaw gateway status"])
      case .outcomeUnknown: (.unknownOutcome, [])
      case .method, .rejected: (.failure, [])
      case .badAddress: (.usage, ["openclaw gateway call <method> --url ws://host:port"])
      default: (.unreachable, ["openclaw gateway status", "openclaw gateway start"])
      }
    let offered = credentials.token ?? credentials.password
    let reason = status == .unauthorized ? offered.map { "offered: \($0)" } ?? "no credential was offered" : nil
    return CommandFailure(
      error.description, location: url, reason: reason, hints: hints, code: error.code, exitStatus: status)
  }
}

extension CommandContext {
  /// The credentials given as flags, read from their files where they are in files.
  func credentialFlags() throws(CommandFailure) -> CredentialFlags {
    var token = invocation[.token]
    var password = invocation[.password]
    if let path = invocation[.tokenFile] { token = try SecretFile.read(path, flag: "--token-file", context: self) }
    if let path = invocation[.passwordFile] {
      password = try SecretFile.read(path, flag: "--password-file", context: self)
    }
    return CredentialFlags(
      token: token, tokenFlag: invocation[.tokenFile] == nil ? "--token" : "--token-file", password: password,
      passwordFlag: invocation[.passwordFile] == nil ? "--password" : "--password-file")
  }
}
