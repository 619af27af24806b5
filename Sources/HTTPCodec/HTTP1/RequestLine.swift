/// `method SP request-target SP HTTP-version`: RFC 9112 §3.
struct RequestLine: Hashable, Sendable {
  let method: String
  let target: RequestTarget
  let version: HTTPVersion

  /// Reads a line without its end.
  ///
  /// Exactly one space separates its three parts.
  init(_ line: UnsafeRawBufferPointer) throws(HTTPViolation) {
    let parts = line.split(separator: .space, maxSplits: 3, omittingEmptySubsequences: false)
    guard parts.count == 3 else { throw .requestLine }
    guard !parts[0].isEmpty, parts[0].allSatisfy(\.isTokenCharacter) else { throw .method }
    method = String(decoding: parts[0], as: UTF8.self)
    version = try HTTPVersion(UnsafeRawBufferPointer(rebasing: parts[2]), malformed: .requestLine)
    guard parts[1].allSatisfy(\.isTargetCharacter),
      let target = RequestTarget(String(decoding: parts[1], as: UTF8.self), method: method)
    else { throw .requestTarget }
    self.target = target
  }
}
