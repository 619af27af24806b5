/// Takes lines from windows.
///
/// A line ends with CR LF; either alone is refused: RFC 9112 §2.2.
struct LineReader: ~Copyable, Sendable {
  private var partial = HeldBytes()
  private var wasDelivered = false

  /// Whether a line has begun.
  var isInsideLine: Bool { !wasDelivered && !partial.isEmpty }

  /// The next line without its end, or nil when the window is used up.
  ///
  /// The bytes lie in the window or here, and stay valid until the next call.
  ///
  /// - Throws: `tooLong` as soon as the line exceeds `limit`, `bareLineEnd`.
  mutating func next(
    _ window: inout ByteWindow, limit: Int, tooLong: HTTPViolation
  ) throws(HTTPViolation) -> UnsafeRawBufferPointer? {
    if wasDelivered { partial.removeAll() }
    wasDelivered = false
    guard let end = window.firstIndex(of: .lineFeed) else {
      guard partial.count + window.count <= limit + 1 else { throw tooLong }
      partial.append(window.takeAll())
      try checkPartial()
      return nil
    }
    var line = window.takePrefix(end + 1)
    if !partial.isEmpty {
      guard partial.count + line.count <= limit + 2 else { throw tooLong }
      partial.append(line)
      line = partial.bytes
    }
    wasDelivered = true
    guard line.count <= limit + 2 else { throw tooLong }
    return try Self.withoutEnd(UnsafeRawBufferPointer(line))
  }

  private static func withoutEnd(_ line: UnsafeRawBufferPointer) throws(HTTPViolation) -> UnsafeRawBufferPointer {
    guard line.firstIndex(of: .carriageReturn) == line.count - 2 else { throw .bareLineEnd }
    return UnsafeRawBufferPointer(rebasing: line.dropLast(2))
  }

  /// A carriage return may only be the last byte so far.
  private func checkPartial() throws(HTTPViolation) {
    if let index = partial.bytes.firstIndex(of: .carriageReturn), index != partial.count - 1 { throw .bareLineEnd }
  }
}
