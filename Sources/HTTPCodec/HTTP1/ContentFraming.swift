/// How a message's content is delimited: RFC 9112 §6.
package enum ContentFraming: Hashable, Sendable {
  /// A number of bytes; zero when there is no content.
  case length(Int)
  /// Chunks, whose sizes travel with them: §7.1.
  case chunked
  /// Everything until the server closes the connection; responses only.
  case untilClose

  /// The framing that the fields announce: §6.3, rules 3 to 5.
  ///
  /// Nil when they say nothing.
  ///
  /// - Throws: `conflictingFraming`, `transferEncoding`, `unknownTransferCoding`, `contentLength`.
  static func announced(in fields: HTTPFields, _ version: HTTPVersion) throws(HTTPViolation) -> ContentFraming? {
    let length = try announcedLength(fields)
    guard fields.contains("Transfer-Encoding") else { return length.map { .length($0) } }
    guard length == nil, version == .http11 else { throw .conflictingFraming }
    let codings = fields.elements(of: "Transfer-Encoding").map { $0.lowercased() }
    guard codings.last == "chunked", codings.count(where: { $0 == "chunked" }) == 1 else { throw .transferEncoding }
    guard codings.count == 1 else { throw .unknownTransferCoding }
    return .chunked
  }

  /// One number, or several times the same (§6.3, rule 5).
  private static func announcedLength(_ fields: HTTPFields) throws(HTTPViolation) -> Int? {
    guard let list = fields["Content-Length"] else { return nil }
    let members = list.split(separator: ",", omittingEmptySubsequences: false)
      .map { $0.utf8.trimmingOptionalWhitespace }
    guard let first = members.first, members.allSatisfy({ $0.elementsEqual(first) }) else { throw .contentLength }
    guard !first.isEmpty, first.allSatisfy(\.isDigit), let length = Int(String(Substring(first))) else {
      throw .contentLength
    }
    return length
  }
}
