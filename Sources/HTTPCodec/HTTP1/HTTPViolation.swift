/// Why a message was refused: what the peer did that RFC 9112 forbids, what exceeds a limit, or what is not supported.
///
/// After one, nothing that follows on the connection can be trusted: answer with `status` and close.
package enum HTTPViolation: Error, Hashable, Sendable {
  /// A carriage return without line feed, or a line feed without carriage return: RFC 9112 §2.2.
  case bareLineEnd
  /// A request line that is not `method SP request-target SP HTTP-version`: §3.
  case requestLine
  /// A status line that is not `HTTP-version SP status-code SP [reason]`: §4.
  case statusLine
  /// A method that is not a token: RFC 9110 §9.1.
  case method
  /// A request target in no form of §3.2, or in one that its method does not allow.
  case requestTarget
  /// A version that is not HTTP/1.x: RFC 9110 §15.6.6.
  case version
  /// A field line without colon, or whose name is not a token (white space before the colon included): §5.1.
  case fieldName
  /// A control character in a field value: RFC 9110 §5.5.
  case fieldValue
  /// A folded field line, or white space before the first one: §5.2, §2.2.
  case foldedLine
  /// No Host field in HTTP/1.1, more than one, or an invalid one: §3.2.
  case host
  /// A Content-Length that is no number, or several that differ: §6.3.
  case contentLength
  /// Both Transfer-Encoding and Content-Length, or Transfer-Encoding in HTTP/1.0: §6.1.
  case conflictingFraming
  /// A Transfer-Encoding in which `chunked` is not last and alone: §6.1.
  case transferEncoding
  /// A transfer coding that is not supported: §6.1.
  case unknownTransferCoding
  /// A chunk that does not follow the grammar: §7.1.
  case chunk
  /// The peer closed the connection in the middle of a message: §8.
  case truncated
  /// The request line exceeds its limit.
  case startLineTooLong
  /// A field line, a section or the number of fields exceeds its limit.
  case fieldsTooLarge
  /// The content exceeds its limit.
  case contentTooLarge

  /// The status code to answer with.
  ///
  /// The one place where a violation becomes a status.
  package var status: HTTPStatus {
    switch self {
    case .startLineTooLong: .uriTooLong
    case .fieldsTooLarge: .requestHeaderFieldsTooLarge
    case .contentTooLarge: .contentTooLarge
    case .unknownTransferCoding: .notImplemented
    case .version: .httpVersionNotSupported
    case .bareLineEnd, .requestLine, .statusLine, .method, .requestTarget, .fieldName, .fieldValue, .foldedLine, .host,
      .contentLength, .conflictingFraming, .transferEncoding, .chunk, .truncated:
      .badRequest
    }
  }
}
