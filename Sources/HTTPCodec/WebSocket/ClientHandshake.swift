/// The client's side of the opening handshake: RFC 6455 §4.1.
package struct ClientHandshake: Hashable, Sendable {
  /// What a server's response lacks.
  package enum Refusal: Error, Hashable, Sendable {
    /// The server answered with another status than 101.
    case status(HTTPStatus)
    /// Upgrade does not say `websocket`.
    case upgrade
    /// Connection does not name Upgrade.
    case connection
    /// Sec-WebSocket-Accept does not fit the key, so that the answer is not to this request.
    case accept
    /// An extension that was not offered.
    case `extension`
    /// A subprotocol that was not offered.
    case subprotocol
  }

  private let key: String

  /// - Parameter nonce: sixteen random bytes, new for each connection.
  package init(nonce: [UInt8]) { key = Base64.encode(nonce) }

  /// The request to send.
  ///
  /// - Parameters:
  ///   - authority: host and port for the Host field.
  ///   - fields: further fields, such as `User-Agent`.
  package func request(_ target: RequestTarget, authority: String, fields: HTTPFields = HTTPFields()) -> HTTPRequest {
    var all: HTTPFields = [
      "Host": authority, "Upgrade": "websocket", "Connection": "Upgrade", "Sec-WebSocket-Key": key,
      "Sec-WebSocket-Version": "13",
    ]
    for field in fields { all.append(field.name, field.value) }
    return HTTPRequest("GET", target, fields: all)
  }

  /// Checks the server's final response in the order of the list at the end of §4.1.
  package func check(_ response: HTTPResponse) throws(Refusal) {
    guard response.status == .switchingProtocols else { throw .status(response.status) }
    guard response.fields["Upgrade"].map({ $0.utf8.matchesIgnoringCase("websocket".utf8) }) == true else {
      throw .upgrade
    }
    guard response.fields.list("Connection", contains: "upgrade") else { throw .connection }
    guard response.fields["Sec-WebSocket-Accept"] == ServerHandshake.accept(key) else { throw .accept }
    guard response.fields.elements(of: "Sec-WebSocket-Extensions").isEmpty else { throw .extension }
    guard !response.fields.contains("Sec-WebSocket-Protocol") else { throw .subprotocol }
  }
}
