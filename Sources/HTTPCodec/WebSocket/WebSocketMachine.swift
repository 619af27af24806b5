/// One end of a WebSocket connection after the opening handshake: RFC 6455 §5 to §8.
///
/// Bytes go in, events come out; replies the protocol demands (pong, close) are appended to the caller's output. It
/// holds no descriptor and no clock, and memory only while a frame or a fragmented message is incomplete: a frame that
/// lies whole in the window is unmasked there and handed on without a copy.
package struct WebSocketMachine: ~Copyable, Sendable {
  enum State: Hashable, Sendable {
    case open
    /// Our close frame is out, the peer's is not in.
    case closing
    case closed
  }

  /// A frame whose payload has only partly arrived.
  private struct OpenFrame {
    var header: WebSocketFrameHeader
    var mask: WebSocketMask
    var missing: Int
  }

  /// Which end this is.
  package let role: WebSocketRole
  private let limits: WebSocketLimits
  var state = State.open
  private var partialHeader = HeldBytes()
  private var openFrame: OpenFrame?
  private var controlPayload = HeldBytes()
  /// The kind of the message whose fragments are being collected.
  private var fragmentedKind: WebSocketOpcode?
  private var message = HeldBytes()
  private var text = UTF8Validator()

  /// One end of a connection whose opening handshake has just been completed.
  package init(role: WebSocketRole, limits: WebSocketLimits = WebSocketLimits()) {
    self.role = role
    self.limits = limits
  }

  /// Whether messages can still be sent.
  package var isOpen: Bool { state == .open }

  /// Takes from the front of the window up to the next event.
  ///
  /// To be called until it answers `needsMore`, `closed` or `failed`. After the last two everything is ignored.
  /// Payloads that lie in the window are changed in place.
  package mutating func received(_ window: inout ByteWindow, output: inout [UInt8]) -> WebSocketEvent {
    forgetDelivered()
    do throws(WebSocketViolation) {
      while state != .closed, !window.isEmpty {
        if let event = try step(&window, &output) { return event }
      }
    } catch {
      return fail(error, &output)
    }
    window.takeAll()
    return .needsMore
  }

  /// Gives back what the last event pointed to.
  ///
  /// A message is still being collected while a frame or a fragment is open.
  private mutating func forgetDelivered() {
    guard openFrame == nil else { return }
    controlPayload.removeAll()
    if fragmentedKind == nil { message.removeAll() }
  }

  @inline(__always)
  private mutating func step(
    _ window: inout ByteWindow, _ output: inout [UInt8]
  ) throws(WebSocketViolation) -> WebSocketEvent? {
    if openFrame != nil { return try continueFrame(&window, &output) }
    guard let header = try takeHeader(&window) else { return nil }
    try admit(header)
    guard window.count >= header.payloadLength else {
      openFrame = OpenFrame(
        header: header, mask: WebSocketMask(header.maskingKey ?? 0), missing: header.payloadLength)
      return try continueFrame(&window, &output)
    }
    let payload = window.takePrefix(header.payloadLength)
    if let key = header.maskingKey {
      var mask = WebSocketMask(key)
      mask.apply(to: payload)
    }
    if header.opcode.isControl { return try control(header.opcode, payload, &output) }
    if header.isFinal, header.opcode != .continuation { return try wholeMessage(header.opcode, payload) }
    return try fragment(header, message.append(payload))
  }

  /// The next frame's header, or nil when the window ends inside it; then its bytes are kept.
  @inline(__always)
  private mutating func takeHeader(_ window: inout ByteWindow) throws(WebSocketViolation) -> WebSocketFrameHeader? {
    guard partialHeader.isEmpty, window.count >= 2 else { return try completeHeader(&window) }
    let length = WebSocketFrameHeader.length(secondByte: window[1])
    guard window.count >= length else { return try completeHeader(&window) }
    return try WebSocketFrameHeader(window.takePrefix(length), sentTo: role)
  }

  private mutating func completeHeader(_ window: inout ByteWindow) throws(WebSocketViolation) -> WebSocketFrameHeader? {
    while !window.isEmpty {
      partialHeader.append(window.takePrefix(1))
      let bytes = partialHeader.bytes
      guard bytes.count >= 2, bytes.count == WebSocketFrameHeader.length(secondByte: bytes[1]) else { continue }
      defer { partialHeader.removeAll() }
      return try WebSocketFrameHeader(bytes, sentTo: role)
    }
    return nil
  }

  /// The rules a frame must obey before its payload is read: fragmentation (§5.4) and the limit.
  @inline(__always)
  private mutating func admit(_ header: WebSocketFrameHeader) throws(WebSocketViolation) {
    if header.opcode.isControl { return }
    guard (header.opcode == .continuation) == (fragmentedKind != nil) else {
      throw fragmentedKind == nil ? .continuationOfNothing : .messageInsideMessage
    }
    guard header.payloadLength <= limits.message - message.count else { throw .messageTooBig }
    if header.opcode != .continuation, !header.isFinal { fragmentedKind = header.opcode }
  }

  private mutating func continueFrame(
    _ window: inout ByteWindow, _ output: inout [UInt8]
  ) throws(WebSocketViolation) -> WebSocketEvent? {
    guard var frame = openFrame else { return nil }
    let arrived = window.takePrefix(min(frame.missing, window.count))
    frame.missing -= arrived.count
    if frame.header.maskingKey != nil { frame.mask.apply(to: arrived) }
    openFrame = frame.missing == 0 ? nil : frame
    if frame.header.opcode.isControl {
      controlPayload.append(arrived)
      return frame.missing == 0 ? try control(frame.header.opcode, controlPayload.bytes, &output) : nil
    }
    var header = frame.header
    header.isFinal = header.isFinal && frame.missing == 0
    return try fragment(header, message.append(arrived))
  }

  @inline(__always)
  private mutating func wholeMessage(
    _ kind: WebSocketOpcode, _ payload: UnsafeMutableRawBufferPointer
  ) throws(WebSocketViolation) -> WebSocketEvent? {
    if kind == .text {
      var text = UTF8Validator()
      guard text.accepts(UnsafeRawBufferPointer(payload)), text.isAtBoundary else { throw .textIsNotUTF8 }
    }
    guard state == .open else { return nil }
    return kind == .text ? .text(payload) : .binary(payload)
  }

  /// A piece of the message under way has been added to `message`; with FIN it is complete.
  private mutating func fragment(
    _ header: WebSocketFrameHeader, _ piece: UnsafeMutableRawBufferPointer
  ) throws(WebSocketViolation) -> WebSocketEvent? {
    let kind = fragmentedKind ?? header.opcode
    if kind == .text { guard text.accepts(UnsafeRawBufferPointer(piece)) else { throw .textIsNotUTF8 } }
    guard header.isFinal else { return nil }
    guard text.isAtBoundary else { throw .textIsNotUTF8 }
    fragmentedKind = nil
    text = UTF8Validator()
    guard state == .open else { return nil }
    return kind == .text ? .text(message.bytes) : .binary(message.bytes)
  }
}
