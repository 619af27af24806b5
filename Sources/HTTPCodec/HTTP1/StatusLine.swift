/// `HTTP-version SP status-code SP [ reason-phrase ]`: RFC 9112 §4.
struct StatusLine: Hashable, Sendable {
  let version: HTTPVersion
  let status: HTTPStatus

  /// Reads a line without its end.
  ///
  /// The space after the code may be missing, as it often is; the reason is ignored.
  init(_ line: UnsafeRawBufferPointer) throws(HTTPViolation) {
    let parts = line.split(separator: .space, maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count >= 2 else { throw .statusLine }
    version = try HTTPVersion(UnsafeRawBufferPointer(rebasing: parts[0]), malformed: .statusLine)
    guard parts[1].count == 3, parts[1].allSatisfy(\.isDigit),
      let code = Int(String(decoding: parts[1], as: UTF8.self)), code >= 100
    else { throw .statusLine }
    guard parts.count == 2 || parts[2].allSatisfy(\.isFieldValueCharacter) else { throw .statusLine }
    status = HTTPStatus(rawValue: code)
  }
}
