import CommandTree
import Configuration
import Doctor
import GatewayClient
import GatewayProtocol
import JSON
import Platform
import Profiles
import Services

/// Calls methods of the gateway that a command is aimed at.
struct GatewayCaller {
  private let context: CommandContext
  private let url: String
  private let credentials: ClientCredentials
  private let deadline: Deadline

  /// Decides where to connect and with what: `--url` with the flags' credentials alone, else the profile's own gateway
  /// at the port its unit pins.
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
      url = "ws://\(settings.localHost):\(port)"
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
