import CommandTree
import Doctor
import JSON
import Platform
import Services

/// Which gateways can be reached, and by which way.
struct ProbeReport: Report {
  let start: Timestamp
  let duration: Duration
  let timeout: Duration
  let outcomes: [RouteOutcome]
  /// The port of the profile's own gateway; nil when it has none.
  let port: Port?
  let tailnetAddress: String?
  /// How long gateways on the network were looked for.
  let discovery: Duration
  let beacons: [GatewayBeacon]

  /// The way to be taken, of those that lead to a gateway.
  private var primary: RouteOutcome? {
    GatewayRoute.Kind.allCases.lazy.compactMap { kind in
      outcomes.first { $0.route.kind == kind && $0.inspection != nil }
    }.first
  }

  /// Credentials that were refused, where no way leads further.
  private var refusal: RouteFailure? {
    primary == nil ? outcomes.lazy.compactMap(\.failure).first(where: \.isUnauthorized) : nil
  }

  var exitStatus: ExitStatus {
    if primary != nil { return .success }
    return refusal == nil ? .unreachable : .unauthorized
  }

  private var warnings: [(code: String, message: String, routes: [RouteOutcome])] {
    let broken = outcomes.filter { $0.failure?.code == "ssh-failed" }
    let tunnel = broken.map { ("ssh_tunnel_failed", $0.failure?.message ?? "", [$0]) }
    let reached = outcomes.filter { $0.inspection != nil }
    let identities = Set(reached.compactMap { $0.inspection?.identity })
    let several = identities.count < 2 ? [] : [("multiple_gateways", "\(identities.count) gateways answer", reached)]
    return tunnel + several
  }

  var json: JSONObject {
    var json: JSONObject = ["action": "probe"]
    if primary == nil {
      json["ok"] = false
      json.add("error", refusal?.message ?? "no gateway can be reached")
      json.add("code", refusal?.code ?? "unreachable")
      json["hints"] = ["openclaw gateway status"]
    }
    json["ts"] = .integer(start.milliseconds)
    json["durationMs"] = .integer(duration.milliseconds)
    json["timeoutMs"] = .integer(timeout.milliseconds)
    json["primaryTargetId"] = (primary?.route.kind.rawValue).map(JSONValue.string) ?? .null
    json["warnings"] = .array(
      warnings.map { warning in
        [
          "code": .string(warning.code), "message": .string(warning.message),
          "targetIds": .array(warning.routes.map { .string($0.route.kind.rawValue) }),
        ]
      })
    json["network"] = network
    json["discovery"] = [
      "timeoutMs": .integer(discovery.milliseconds), "count": .integer(Int64(beacons.count)),
      "beacons": .array(beacons.map { .object($0.outline) }),
    ]
    json["targets"] = .array(outcomes.map { .object($0.json) })
    return json
  }

  private var network: JSONValue {
    let url = { (host: String?) -> JSONValue in
      guard let host, let port else { return .null }
      return .string("ws://\(host):\(port)")
    }
    return [
      "localLoopbackUrl": url("127.0.0.1"), "localTailnetUrl": url(tailnetAddress),
      "tailnetIPv4": tailnetAddress.map(JSONValue.string) ?? .null,
    ]
  }

  func text(_ style: ReportStyle) -> ReportText {
    var text = ReportText()
    text.fact(
      primary.map { "\(style.output.paint("Reachable:", .good)) \($0.route.kind.rawValue)" }
        ?? style.output.paint("No gateway can be reached.", .problem))
    for outcome in outcomes { text.fact("  " + outcome.sentence(style.output)) }
    if !beacons.isEmpty {
      text.endGroup()
      for line in TextTable.beacons(beacons).lines(style.output) { text.fact(line) }
    }
    for warning in warnings {
      text.problem(ReportWarning(code: warning.code, message: warning.message).text(style.error))
    }
    return text
  }
}
