/// A response without its content: RFC 9112 §4.
package struct HTTPResponse: Hashable, Sendable {
  /// The status code of the status line.
  package var status: HTTPStatus
  /// The version that the server speaks.
  package var version: HTTPVersion
  /// The field section.
  package var fields: HTTPFields

  /// A response with a status.
  package init(_ status: HTTPStatus, version: HTTPVersion = .http11, fields: HTTPFields = HTTPFields()) {
    self.status = status
    self.version = version
    self.fields = fields
  }

  /// Whether the server will keep the connection open: RFC 9112 §9.3.
  package var keepsConnection: Bool { fields.keepsConnection(in: version) }

  /// Appends the status line and the fields as they are, for responses whose content comes later or never.
  package func append(to output: inout [UInt8]) {
    output.append(contentsOf: "\(version.text) \(status.rawValue) \(status.reasonPhrase)\r\n".utf8)
    fields.append(to: &output)
    output.append(contentsOf: "\r\n".utf8)
  }

  /// Appends a whole final response, with the framing that its request and status call for.
  ///
  /// - Parameter request: what is answered; nil for a request that could not be read.
  package func append(
    _ content: [UInt8], answering request: HTTPRequest?, keepingConnection: Bool, to output: inout [UInt8]
  ) {
    appendHead(contentLength: content.count, answering: request, keepingConnection: keepingConnection, to: &output)
    if hasContent(answering: request) { output.append(contentsOf: content) }
  }

  /// Appends the status line and the fields of a final response whose content the caller sends, if it `hasContent`.
  ///
  /// Content-Length is added, and `Connection: close` or, for HTTP/1.0, `keep-alive`; so the fields must not hold them.
  /// 204 and 304 have no length.
  package func appendHead(
    contentLength: Int, answering request: HTTPRequest?, keepingConnection: Bool, to output: inout [UInt8]
  ) {
    var complete = self
    if !status.excludesContent { complete.fields.append("Content-Length", String(contentLength)) }
    if !keepingConnection {
      complete.fields.append("Connection", "close")
    } else if request?.version == .http10 {
      complete.fields.append("Connection", "keep-alive")
    }
    complete.append(to: &output)
  }

  /// Whether content follows the fields: the answer to HEAD says the length and leaves it out (RFC 9110 §9.3.2).
  package func hasContent(answering request: HTTPRequest?) -> Bool {
    !status.excludesContent && request?.method != "HEAD"
  }
}
