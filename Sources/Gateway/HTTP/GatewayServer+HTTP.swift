import GatewayProtocol
import HTTPCodec
import Platform
import Transport

extension GatewayServer {
  private static let methods = "GET, HEAD, OPTIONS"

  /// Answers a request that asks for no upgrade.
  func answer(_ visit: HTTPVisit) -> HTTPAnswer {
    let request = visit.request
    if let refusal = refusal(of: request) { return refusal }
    if request.target.form == .asterisk { return HTTPAnswer(.noContent, fields: ["Allow": Self.methods]) }
    let path = request.target.path
    guard let route = HTTPRoute.all.first(where: { $0.entrances.contains(visit.entrance) && $0.place.contains(path) })
    else { return .notFound }
    return switch request.method {
    case "GET", "HEAD": route.answer(self, visit)
    case "OPTIONS": HTTPAnswer(.noContent, fields: ["Allow": Self.methods])
    default: HTTPAnswer(.methodNotAllowed, "Method Not Allowed", fields: ["Allow": Self.methods])
    }
  }

  /// The answer to a request made by a page from elsewhere, or under a name that is not ours; nil for all others.
  func refusal(of request: HTTPRequest) -> HTTPAnswer? {
    let host = request.authority
    guard host.isEmpty ? request.version == .http10 : settings.hosts.allows(host: host) else {
      return HTTPAnswer(.forbidden, "This host name is not allowed here")
    }
    guard settings.hosts.allows(origin: request.fields["Origin"]) else {
      return HTTPAnswer(.forbidden, "This origin is not allowed; see gateway.controlUi.allowedOrigins")
    }
    return nil
  }

  /// The refusal of a request that does not show the gateway's secret as a bearer token (RFC 6750 §2.1); nil for one that
  /// does.
  ///
  /// Failures count together with those of `connect`.
  func refusalWithoutSecret(_ visit: HTTPVisit) -> HTTPAnswer? {
    let origin = ClientOrigin(
      peer: visit.peer.hostText, fields: visit.request.fields, trustedProxies: settings.trustedProxies)
    if let wait = lockout(of: origin) {
      let seconds = (wait.milliseconds + 999) / 1000
      return HTTPAnswer(.tooManyRequests, "Too Many Requests", fields: ["Retry-After": String(seconds)])
    }
    let shown = visit.request.bearerToken
    if let shown, settings.secret.secret.matches(shown) { return nil }
    let content = #"{"error":{"message":"Unauthorized","type":"unauthorized"}}"#
    var answer = HTTPAnswer(
      .unauthorized, .bytes(Array(content.utf8)), type: "application/json",
      fields: ["WWW-Authenticate": "Bearer", "Cache-Control": "no-store"])
    // Asking without a secret is no guess.
    if shown != nil { answer.delay = authenticationFailed(origin) }
    return answer
  }
}

extension HTTPRequest {
  /// What the Authorization field shows under the scheme `Bearer`, whatever its case.
  fileprivate var bearerToken: Secret? {
    let values = fields.values(of: "Authorization")
    guard values.count == 1, let space = values[0].firstIndex(of: " "),
      values[0][..<space].lowercased() == "bearer"
    else { return nil }
    return Secret(values[0][space...].trimmingBlanks())
  }
}
