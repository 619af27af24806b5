/// A field section: every field line in the order it came, found by name whatever its case.
///
/// RFC 9110 §5.
///
/// Names and values lie in one array, so that a request of twenty fields costs two allocations, not forty.
package struct HTTPFields: Hashable, Sendable {
  private struct Line: Hashable, Sendable {
    var start: Int
    var nameCount: Int
    var valueCount: Int
  }

  private var bytes: [UInt8] = []
  private var lines: [Line] = []

  /// A section without lines.
  package init() {}

  /// Whether there are no lines.
  package var isEmpty: Bool { lines.isEmpty }

  /// The number of field lines.
  package var count: Int { lines.count }

  /// Adds a line after the others.
  ///
  /// A control character in the value, which could end the line early, becomes a space (RFC 9110 §5.5); the name must
  /// be a token, anything else in it is left out.
  package mutating func append(_ name: String, _ value: String) {
    let start = bytes.count
    bytes.append(contentsOf: name.utf8)
    if !bytes[start...].allSatisfy(\.isTokenCharacter) {
      bytes.removeSubrange(start...)
      bytes += name.utf8.filter(\.isTokenCharacter)
    }
    let nameEnd = bytes.count
    bytes.append(contentsOf: value.utf8)
    for index in nameEnd..<bytes.count where !bytes[index].isFieldValueCharacter { bytes[index] = .space }
    lines.append(Line(start: start, nameCount: nameEnd - start, valueCount: bytes.count - nameEnd))
  }

  /// Adds a line that has been checked.
  mutating func append(name: some Collection<UInt8>, value: some Collection<UInt8>) {
    lines.append(Line(start: bytes.count, nameCount: name.count, valueCount: value.count))
    bytes.append(contentsOf: name)
    bytes.append(contentsOf: value)
  }

  /// The value of the only line with the name, or of all of them joined by `, ` (RFC 9110 §5.3); nil when there is
  /// none.
  package subscript(_ name: String) -> String? {
    let values = values(of: name)
    return values.isEmpty ? nil : values.joined(separator: ", ")
  }

  /// The value of each line with the name, in order.
  package func values(of name: String) -> [String] {
    lines.filter { matches($0, name) }.map { String(decoding: value($0), as: UTF8.self) }
  }

  /// Whether there is a line with the name.
  package func contains(_ name: String) -> Bool { lines.contains { matches($0, name) } }

  /// The members of a comma-separated list over all lines with the name, empty ones left out: RFC 9110 §5.6.1.
  package func elements(of name: String) -> [String] {
    lines.filter { matches($0, name) }.flatMap(members).map { String(decoding: $0, as: UTF8.self) }
  }

  /// Whether a comma-separated list has a member, whatever its case.
  package func list(_ name: String, contains member: String) -> Bool {
    lines.contains { line in
      matches(line, name) && members(of: line).contains { $0.matchesIgnoringCase(member.utf8) }
    }
  }

  private func members(of line: Line) -> [ArraySlice<UInt8>] {
    value(line).split(separator: UInt8(ascii: ",")).map(\.trimmingOptionalWhitespace).filter { !$0.isEmpty }
  }

  /// Whether a message of a version with these fields leaves the connection open after its exchange: RFC 9112 §9.3.
  func keepsConnection(in version: HTTPVersion) -> Bool {
    if list("Connection", contains: "close") { return false }
    return version == .http11 || list("Connection", contains: "keep-alive")
  }

  /// Appends the section as it goes on the wire, each line with its line end: RFC 9112 §5.
  func append(to output: inout [UInt8]) {
    for line in lines {
      output.append(contentsOf: name(line))
      output.append(contentsOf: ": ".utf8)
      output.append(contentsOf: value(line))
      output.append(contentsOf: "\r\n".utf8)
    }
  }

  private func name(_ line: Line) -> ArraySlice<UInt8> { bytes[line.start..<line.start + line.nameCount] }

  private func value(_ line: Line) -> ArraySlice<UInt8> {
    bytes[line.start + line.nameCount..<line.start + line.nameCount + line.valueCount]
  }

  private func matches(_ line: Line, _ name: String) -> Bool {
    line.nameCount == name.utf8.count && self.name(line).matchesIgnoringCase(name.utf8)
  }
}

extension HTTPFields: ExpressibleByDictionaryLiteral {
  /// A section with these lines, in this order; a name may come more than once.
  package init(dictionaryLiteral elements: (String, String)...) {
    for (name, value) in elements { append(name, value) }
  }
}

extension HTTPFields: Sequence {
  /// Each line's name and value as they were given.
  package func makeIterator() -> some IteratorProtocol<(name: String, value: String)> {
    lines.map { (name: String(decoding: name($0), as: UTF8.self), value: String(decoding: value($0), as: UTF8.self)) }
      .makeIterator()
  }
}
