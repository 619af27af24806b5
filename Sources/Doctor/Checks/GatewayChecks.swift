import Configuration
import Platform
import Profiles
import Services

/// Checks of the gateway itself: whether it runs though it should, and answers.
enum GatewayChecks {
  static let all: [Check] = [
    Check("service-stopped", .gateway, .info, "The service is stopped", needs: [.service], look: stopped),
    Check(
      "service-failed", .gateway, .critical, "The service has failed", cure: "starts it, once the config allows it",
      needs: [.service], look: failed),
    Check(
      "service-unhealthy", .gateway, .critical, "The service runs and the gateway does not answer",
      cure: "starts it again", needs: [.service, .rpc], look: silent),
    Check(
      "gateway-auth-refused", .gateway, .warn, "The gateway refuses what commands offer", needs: [.rpc], look: refused),
    Check(
      "port-collision", .gateway, .critical, "Another program listens on the gateway's port", needs: [.port, .service],
      look: collision),
    Check(
      "port-foreground", .gateway, .info, "A gateway runs outside its service", needs: [.service, .rpc],
      look: foreground),
  ]

  /// The audit's own: whether the running gateway could be asked at all.
  static let probeFailed = Check(
    "gateway.probe_failed", .security, .warn, "The running gateway could not be asked", needs: [.rpc]
  ) { examination in
    guard case .failed(_, let message) = examination.host.probe?.outcome else { return [] }
    return [
      Symptom(
        "the gateway could not be asked: \(message)", at: examination.host.target?.url,
        remedy: examination.command("gateway status"))
    ]
  }

  private static func stopped(_ examination: Examination) -> [Symptom] {
    guard examination.isLocal, examination.unit != nil, examination.host.state == .stopped, !isAnswered(examination)
    else { return [] }
    return [
      Symptom(
        "the service is stopped", at: examination.host.service, remedy: examination.command("gateway start"))
    ]
  }

  private static func failed(_ examination: Examination) -> [Symptom] {
    guard examination.isLocal, examination.unit != nil, let state = examination.host.state,
      [.failed, .gaveUp, .configurationRejected, .restarting].contains(state)
    else { return [] }
    return [
      Symptom(
        "the service has failed: \(state.rawValue)", at: examination.host.service,
        evidence: examination.host.lastError, remedy: examination.command("gateway status"), repair: .start)
    ]
  }

  private static func silent(_ examination: Examination) -> [Symptom] {
    guard examination.isLocal, examination.unit != nil, examination.host.state == .running,
      case .failed(let code, let message) = examination.host.probe?.outcome, code != "port-foreign"
    else { return [] }
    return [
      Symptom(
        "the service runs and the gateway does not answer: \(message)", at: examination.host.target?.url,
        evidence: examination.host.lastError, remedy: examination.command("gateway restart"), repair: .restart)
    ]
  }

  /// A gateway without a credential, and a variable that contradicts the config, have checks of their own.
  private static func refused(_ examination: Examination) -> [Symptom] {
    let (host, own) = (examination.host, ServerAuthentication(snapshot: examination.configuration).credential)
    guard case .refused(let code, let message) = host.probe?.outcome, !examination.isLocal || own != nil,
      ClientCredentials(snapshot: host.commandConfiguration).warnings.isEmpty
    else { return [] }
    let isOurs = examination.isLocal && examination.unit != nil && host.state == .running
    return [
      Symptom(
        "the gateway refuses what commands offer: \(message) (\(code))", at: host.target?.url,
        evidence: host.probe?.credentialSource,
        remedy: examination.command(isOurs ? "gateway restart" : "gateway status"),
        repair: isOurs ? .restart : nil)
    ]
  }

  private static func collision(_ examination: Examination) -> [Symptom] {
    guard examination.isLocal, let target = examination.host.target, !isAnswered(examination) else { return [] }
    let own = examination.host.manager.unit?.process.mainPID
    let foreign = (examination.host.listeners?.sockets ?? []).filter {
      $0.port == target.port && (own == nil || $0.holder?.processIdentifier != own)
    }
    guard let first = foreign.first else { return [] }
    return [
      Symptom(
        "another program listens on port \(target.port)", at: first.endpoint,
        evidence: first.holder.map { "process \($0.processIdentifier): \($0.commandLine)" }
          ?? "user id \(first.userID)",
        remedy: "stop it, or choose another port: \(examination.command("gateway install --force --port <number>"))")
    ]
  }

  private static func foreground(_ examination: Examination) -> [Symptom] {
    guard examination.isLocal, examination.unit != nil, isAnswered(examination), let state = examination.host.state,
      !state.isActive, state != .stopping
    else { return [] }
    return [
      Symptom(
        "a gateway runs outside its service", at: examination.host.target?.url,
        remedy: "end it, then \(examination.command("gateway start"))")
    ]
  }

  private static func isAnswered(_ examination: Examination) -> Bool {
    examination.host.probe?.isReachable ?? false
  }
}
