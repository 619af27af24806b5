import Configuration
import GatewayClient
import GatewayProtocol
import JSON
import Platform

/// Connects to a gateway as the `probe` client and asks for its status.
enum GatewayProbe {
  /// Probes one address; every outcome is a fact, none an error.
  static func probe(
    url: String, credentials: ClientCredentials, asksHealth: Bool = false, deadline: Deadline
  ) -> ProbeFact {
    let start = MonotonicClock.nanoseconds()
    let source = (credentials.token ?? credentials.password)?.description
    let fact = { (outcome: ProbeFact.Outcome) in
      ProbeFact(
        outcome: outcome, url: url, latency: .nanoseconds(MonotonicClock.nanoseconds() - start),
        credentialSource: source)
    }
    do throws(GatewayClientError) {
      let client = try GatewayClient(
        to: GatewayAddress(url), as: ConnectParameters(.probe, credentials), deadline: deadline)
      let status = try client.call("status", deadline: deadline)
      var probe = fact(.answered(version: client.hello.version, uptime: client.hello.snapshot.uptime))
      probe.configuration = status["config"]
      if asksHealth { probe.health = health(client, deadline) }
      return probe
    } catch { return fact(ProbeFact.Outcome(error)) }
  }

  private static func health(_ client: GatewayClient, _ deadline: Deadline) -> ProbeFact.Health {
    do throws(GatewayClientError) { return .answered(try client.call("health", deadline: deadline)) } catch {
      return .failed(code: error.code, message: error.description)
    }
  }
}

extension ProbeFact.Outcome {
  /// What a failed probe says of the gateway: whatever its own protocol answered shows that it is there.
  init(_ error: GatewayClientError) {
    switch error {
    case .unauthorized: self = .refused(code: error.code, message: error.description)
    case .rejected, .protocolMismatch:
      self = .declined(code: error.code, message: error.description, isAdmitted: false)
    case .method: self = .declined(code: error.code, message: error.description, isAdmitted: true)
    case .badAddress, .unresolvable, .refused, .unreachable, .timedOut, .notAGateway, .closed, .outcomeUnknown:
      self = .failed(code: error.code, message: error.description)
    }
  }
}

extension ConnectParameters {
  /// What this program sends to connect: itself, and the credentials it has.
  package init(_ mode: ClientMode, _ credentials: ClientCredentials) {
    self.init(
      client: ClientDescription(
        id: mode == .probe ? .probe : .commandLine, version: ProductVersion.current, platform: "linux", mode: mode),
      token: credentials.token?.secret, password: credentials.password?.secret)
  }
}
