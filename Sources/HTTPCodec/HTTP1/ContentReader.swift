/// Reads a message's content after its field section, whatever its framing: RFC 9112 §6 and §7.
struct ContentReader: ~Copyable, Sendable {
  enum Step {
    case needsMore
    /// The next bytes of the content; they lie in the window.
    case content(UnsafeRawBufferPointer)
    case end(trailers: HTTPFields)
  }

  private enum State: Hashable, Sendable {
    case counted(missing: Int)
    case untilClose
    case chunkSize
    case chunkData(missing: Int)
    case chunkEnd
    case trailers
  }

  private let limits: HTTPLimits
  private var state = State.counted(missing: 0)
  private var size = 0
  private var extensions = 0
  private var lines = LineReader()
  private var section: FieldSectionReader

  init(limits: HTTPLimits) {
    self.limits = limits
    section = FieldSectionReader(limits: limits)
  }

  /// Turns to the next message's content.
  ///
  /// - Throws: `contentTooLarge` when the announced length exceeds the limit.
  mutating func begin(_ framing: ContentFraming) throws(HTTPViolation) {
    (size, extensions) = (0, 0)
    switch framing {
    case .length(let length):
      guard length <= limits.content else { throw .contentTooLarge }
      state = .counted(missing: length)
    case .chunked: state = .chunkSize
    case .untilClose: state = .untilClose
    }
  }

  /// Whether the peer may close the connection here without cutting the message short.
  var mayEndHere: Bool { state == .untilClose }

  mutating func next(_ window: inout ByteWindow) throws(HTTPViolation) -> Step {
    while true {
      switch state {
      case .counted(missing: 0): return .end(trailers: HTTPFields())
      case .counted(let missing):
        guard let piece = take(missing, &window) else { return .needsMore }
        state = .counted(missing: missing - piece.count)
        return .content(piece)
      case .untilClose:
        guard let piece = take(.max, &window) else { return .needsMore }
        try grow(by: piece.count)
        return .content(piece)
      case .chunkData(let missing):
        guard let piece = take(missing, &window) else { return .needsMore }
        state = missing == piece.count ? .chunkEnd : .chunkData(missing: missing - piece.count)
        return .content(piece)
      case .chunkSize:
        guard let line = try nextLine(&window) else { return .needsMore }
        try beginChunk(line)
      case .chunkEnd:
        guard let line = try nextLine(&window) else { return .needsMore }
        guard line.isEmpty else { throw .chunk }
        state = .chunkSize
      case .trailers:
        guard let trailers = try section.next(&window) else { return .needsMore }
        return .end(trailers: trailers)
      }
    }
  }

  private func take(_ limit: Int, _ window: inout ByteWindow) -> UnsafeRawBufferPointer? {
    window.isEmpty ? nil : UnsafeRawBufferPointer(window.takePrefix(min(limit, window.count)))
  }

  private mutating func nextLine(_ window: inout ByteWindow) throws(HTTPViolation) -> UnsafeRawBufferPointer? {
    let limit = state == .chunkEnd ? 0 : 16 + limits.chunkExtensions - extensions
    return try lines.next(&window, limit: limit, tooLong: .chunk)
  }

  private mutating func grow(by count: Int) throws(HTTPViolation) {
    guard count <= limits.content - size else { throw .contentTooLarge }
    size += count
  }

  /// Reads a chunk's first line, `chunk-size [ chunk-ext ]` (§7.1).
  ///
  /// Extensions are read past, within their limit.
  private mutating func beginChunk(_ line: UnsafeRawBufferPointer) throws(HTTPViolation) {
    let digits = line.prefix { $0.hexadecimalValue != nil }
    guard let chunk = Int(String(decoding: digits, as: UTF8.self), radix: 16) else { throw .chunk }
    let rest = line[digits.endIndex...]
    guard rest.isEmpty || rest.trimmingOptionalWhitespace.first == UInt8(ascii: ";") else { throw .chunk }
    guard rest.allSatisfy(\.isFieldValueCharacter) else { throw .chunk }
    extensions += rest.count
    try grow(by: chunk)
    state = chunk == 0 ? .trailers : .chunkData(missing: chunk)
  }
}
