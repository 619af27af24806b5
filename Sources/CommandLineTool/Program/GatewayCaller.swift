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
  private let timeout: Duration

  /// Decides where to connect and with what: `--url` with the flags' credentials alone, else the profile's own gateway
  /// at the port its unit pins.
  ///
  /// - Parameter patience: how long each question may take where `--timeout` does not say.
  init(_ context: CommandContext, patience: Duration = .seconds(10)) throws(CommandFailure) {
    self.context = context
    let flags = try context.credentialFlags()
    timeout = context.invocation[.timeout] ?? patience
    if let url = try context.checkedURL() {
      self.url = url
      credentials = ClientCredentials(only: flags)
      return
    }
    let target = try ServiceTarget.installed(context)
    let configuration = try target.configuration(in: context)
    credentials = ClientCredentials(flags: flags, snapshot: configuration)
    for warning in credentials.warnings { context.warn(warning) }
    if credentials.token == nil, credentials.password == nil { try context.check(configuration) }
    url =
      configuration.configuration.mode == .remote
      ? try Self.remoteURL(configuration, context) : try Self.localURL(configuration, target)
  }

  private static func remoteURL(
    _ configuration: ConfigurationSnapshot, _ context: CommandContext
  ) throws(CommandFailure) -> String {
    if let remote = configuration.configuration.remote.url { return remote }
    throw CommandFailure(
      "gateway.mode is remote and no gateway is named", location: "\(configuration.path): gateway.remote.url",
      hints: [
        context.commandLine("config set gateway.mode local"), "\(context.commandLineAgain) --url ws://host:port",
      ], code: "remote-url-missing",
      exitStatus: .configurationRefused)
  }

  /// The profile's own gateway; a stranger on its port is not asked, and gets no credentials.
  private static func localURL(
    _ configuration: ConfigurationSnapshot, _ target: ServiceTarget
  ) throws(CommandFailure) -> String {
    guard let port = try target.gatewayPort(configuration) else {
      throw CommandFailure(
        "profile \(target.profile.name) has no gateway yet", location: target.profile.configPath.string,
        reason: "no port is set for it", hints: ["openclaw gateway install"], code: "no-port", exitStatus: .unreachable)
    }
    if let obstacle = try target.obstacle(on: port, configuration) { throw obstacle }
    return "ws://\(configuration.configuration.localHost):\(port)"
  }

  /// Connects, calls one method, and gives its answer.
  func call(_ method: String, _ parameters: JSONValue) throws(CommandFailure) -> JSONValue {
    do throws(GatewayClientError) {
      return try GatewayCall(method, parameters, at: GatewayAddress(url), as: ConnectParameters(.cli, credentials))
        .run(deadline: .after(timeout)).payload
    } catch { throw failure(error) }
  }

  /// Connects, for several calls over one connection.
  func connect() throws(CommandFailure) -> GatewayClient {
    do throws(GatewayClientError) {
      return try GatewayClient(
        to: GatewayAddress(url), as: ConnectParameters(.cli, credentials), deadline: .after(timeout))
    } catch { throw failure(error) }
  }

  /// Calls one method over a connection that is there.
  func call(
    _ method: String, _ parameters: JSONValue, over client: GatewayClient
  ) throws(CommandFailure) -> JSONValue {
    do throws(GatewayClientError) {
      return try client.call(method, parameters, deadline: .after(timeout))
    } catch { throw failure(error) }
  }

  /// What the gateway is shown, which must not turn up in what is printed.
  var secrets: Set<Secret> { Set([credentials.token?.secret, credentials.password?.secret].compactMap(\.self)) }

  /// Where the gateway is, fit to be shown.
  var shownURL: String { MaskedURL.text(url) }

  private func failure(_ error: GatewayClientError) -> CommandFailure {
    let (status, hints): (ExitStatus, [String]) =
      switch error {
      case .unauthorized: (.unauthorized, ["openclaw gateway status"])
      case .outcomeUnknown: (.unknownOutcome, [])
      case .method(let answer) where answer.leavesNodeRunning: (.unknownOutcome, [])
      case .method, .rejected: (.failure, [])
      case .badAddress: (.configurationRefused, ["correct gateway.remote.url"])
      case .refused where context.invocation[.url] == nil:
        (.unreachable, ["openclaw gateway status", "openclaw gateway start"])
      default: (.unreachable, context.invocation[.url] == nil ? ["openclaw gateway status"] : [])
      }
    let offered = credentials.token ?? credentials.password
    let reason = status == .unauthorized ? offered.map { "offered: \($0)" } ?? "no credential was offered" : nil
    return CommandFailure(
      error.description, location: shownURL, reason: reason, hints: hints,
      code: status == .unknownOutcome ? "outcome-unknown" : error.code, exitStatus: status)
  }
}

extension ErrorShape {
  /// Whether a node was asked and nobody knows whether it has done it: it gave no answer, or is gone.
  fileprivate var leavesNodeRunning: Bool {
    ["TIMEOUT", "NOT_CONNECTED"].contains(details?["nodeError"]?["code"]?.stringValue)
  }
}
