/// A request without its content: RFC 9112 §3.
package struct HTTPRequest: Hashable, Sendable {
  /// A token, compared with its case: `GET`.
  package var method: String
  /// What is asked for.
  package var target: RequestTarget
  /// The version that the client speaks.
  package var version: HTTPVersion
  /// The field section, Host included.
  package var fields: HTTPFields
  /// How the content that follows is delimited; `.length(0)` when there is none.
  package var framing: ContentFraming

  /// A request for a target; without content unless its framing says otherwise.
  package init(
    _ method: String, _ target: RequestTarget, version: HTTPVersion = .http11, fields: HTTPFields = HTTPFields(),
    framing: ContentFraming = .length(0)
  ) {
    self.method = method
    self.target = target
    self.version = version
    self.fields = fields
    self.framing = framing
  }

  /// Who is asked: the target's authority if it has one, else the Host field (RFC 9112 §3.2.2, §3.3).
  package var authority: String { target.authority ?? fields["Host"] ?? "" }

  /// Whether the connection may serve another request after this one: RFC 9112 §9.3.
  package var keepsConnection: Bool { fields.keepsConnection(in: version) }

  /// Whether the client waits for `100 Continue` before it sends the content: RFC 9110 §10.1.1.
  package var expectsContinue: Bool {
    version == .http11 && framing != .length(0) && fields.list("Expect", contains: "100-continue")
  }

  /// Whether the client asks to speak WebSocket on this connection: RFC 9110 §7.8.
  package var asksForWebSocket: Bool {
    version == .http11 && fields.list("Connection", contains: "upgrade")
      && fields.list("Upgrade", contains: "websocket")
  }

  /// Appends the request as a client sends it; the content follows according to the fields.
  package func append(to output: inout [UInt8]) {
    output.append(contentsOf: "\(method) \(target.text) \(version.text)\r\n".utf8)
    fields.append(to: &output)
    output.append(contentsOf: "\r\n".utf8)
  }
}
