import HTTPCodec

/// The HTTP side of the gateway's port: two questions that are answered with yes or no, and nothing else.
struct HTTPRoutes {
  /// Whether a hello would succeed.
  let isReady: Bool
  let hosts: AllowedHosts

  /// An answer with its content.
  struct Answer: Hashable {
    var response: HTTPResponse
    var content: [UInt8]

    init(_ status: HTTPStatus, _ text: String, fields: HTTPFields = HTTPFields()) {
      response = HTTPResponse(status, fields: fields)
      response.fields.append("Content-Type", "text/plain; charset=utf-8")
      response.fields.append("Cache-Control", "no-store")
      content = Array("\(text)\n".utf8)
    }
  }

  /// Answers a request that asks for no upgrade.
  func answer(_ request: HTTPRequest) -> Answer {
    if let refusal = refusal(of: request) { return refusal }
    guard let answer = probe(request.target.path) else { return Answer(.notFound, "Not Found") }
    guard request.method == "GET" || request.method == "HEAD" else {
      return Answer(.methodNotAllowed, "Method Not Allowed", fields: ["Allow": "GET, HEAD"])
    }
    return answer
  }

  /// The answer to a request made by a page from elsewhere, or under a name that is not ours; nil for all others.
  func refusal(of request: HTTPRequest) -> Answer? {
    let host = request.authority
    guard host.isEmpty ? request.version == .http10 : hosts.allows(host: host) else {
      return Answer(.forbidden, "This host name is not allowed here")
    }
    guard hosts.allows(origin: request.fields["Origin"]) else {
      return Answer(.forbidden, "This origin is not allowed; see gateway.controlUi.allowedOrigins")
    }
    return nil
  }

  private func probe(_ path: String) -> Answer? {
    switch path {
    case "/healthz": Answer(.ok, "ok")
    case "/readyz": isReady ? Answer(.ok, "ok") : Answer(.serviceUnavailable, "not ready")
    default: nil
    }
  }
}
