/// Reads field lines up to the empty one that ends their section: RFC 9112 §5.
struct FieldSectionReader: ~Copyable, Sendable {
  private let limits: HTTPLimits
  private var lines = LineReader()
  private var fields = HTTPFields()
  private var size = 0

  init(limits: HTTPLimits) { self.limits = limits }

  /// The section once it is complete, or nil when the window is used up.
  ///
  /// Afterwards the next section can be read.
  ///
  /// - Throws: `fieldsTooLarge` at the first byte beyond a limit, and what is wrong with a line.
  mutating func next(_ window: inout ByteWindow) throws(HTTPViolation) -> HTTPFields? {
    while let line = try lines.next(&window, limit: limits.fieldLine, tooLong: .fieldsTooLarge) {
      if line.isEmpty { return takeFields() }
      size += line.count + 2
      guard size <= limits.fieldSection, fields.count < limits.fieldCount else { throw .fieldsTooLarge }
      try add(line)
    }
    return nil
  }

  private mutating func takeFields() -> HTTPFields {
    defer { (fields, size) = (HTTPFields(), 0) }
    return fields
  }

  private mutating func add(_ line: UnsafeRawBufferPointer) throws(HTTPViolation) {
    // §5.2: a folded line is refused; §2.2: so is white space between the start line and the first field.
    guard line[0] != .space, line[0] != .tab else { throw .foldedLine }
    guard let colon = line.firstIndex(of: UInt8(ascii: ":")), colon > 0 else { throw .fieldName }
    // §5.1: white space before the colon makes the name no token.
    guard line[..<colon].allSatisfy(\.isTokenCharacter) else { throw .fieldName }
    let value = line[(colon + 1)...].trimmingOptionalWhitespace
    guard value.allSatisfy(\.isFieldValueCharacter) else { throw .fieldValue }
    fields.append(name: line[..<colon], value: value)
  }
}
