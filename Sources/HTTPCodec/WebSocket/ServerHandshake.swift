/// The server's side of the opening handshake: RFC 6455 §4.2.
package enum ServerHandshake {
  /// What to answer.
  package enum Outcome: Hashable, Sendable {
    /// Send the response (101); what follows on the connection is WebSocket.
    case accept(HTTPResponse)
    /// Answer with the response, which says why it was refused, and close.
    case refuse(HTTPResponse, reason: String)
  }

  /// Checks the client's request in the order of §4.2.1.
  ///
  /// No subprotocol and no extension is ever agreed to.
  package static func check(_ request: HTTPRequest) -> Outcome {
    // 1. A GET of HTTP/1.1. Its Host field (2.) is the parser's to check.
    guard request.method == "GET" else {
      return refuse(.methodNotAllowed, ["Allow": "GET"], "the method must be GET")
    }
    guard request.version == .http11 else { return refuse(.badRequest, [:], "the version must be HTTP/1.1") }
    guard request.framing == .length(0) else { return refuse(.badRequest, [:], "the request must not have content") }
    // 3. and 4. Upgrade and Connection.
    guard request.fields.list("Upgrade", contains: "websocket") else {
      return refuse(.upgradeRequired, ["Upgrade": "websocket"], "Upgrade must name websocket")
    }
    guard request.fields.list("Connection", contains: "upgrade") else {
      return refuse(.badRequest, [:], "Connection must name Upgrade")
    }
    // 5. One key of sixteen bytes.
    let keys = request.fields.values(of: "Sec-WebSocket-Key")
    guard keys.count == 1, Base64.decode(keys[0])?.count == 16 else {
      return refuse(.badRequest, [:], "Sec-WebSocket-Key must be sixteen bytes in base64")
    }
    // 6. The version; §4.4 tells the client which one to use.
    guard request.fields.values(of: "Sec-WebSocket-Version") == ["13"] else {
      return refuse(.upgradeRequired, ["Sec-WebSocket-Version": "13"], "Sec-WebSocket-Version must be 13")
    }
    return .accept(acceptance(keys[0]))
  }

  /// §4.2.2, 5.
  private static func acceptance(_ key: String) -> HTTPResponse {
    HTTPResponse(
      .switchingProtocols,
      fields: ["Upgrade": "websocket", "Connection": "Upgrade", "Sec-WebSocket-Accept": accept(key)])
  }

  /// The value that proves the key was read: §4.2.2, 5.4.
  static func accept(_ key: String) -> String {
    Base64.encode(SHA1.digest(Array((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").utf8)))
  }

  private static func refuse(_ status: HTTPStatus, _ fields: HTTPFields, _ reason: String) -> Outcome {
    .refuse(HTTPResponse(status, fields: fields), reason: reason)
  }
}
