extension WebSocketMachine {
  /// Answers a control frame: RFC 6455 §5.5.
  mutating func control(
    _ opcode: WebSocketOpcode, _ payload: UnsafeMutableRawBufferPointer, _ output: inout [UInt8]
  ) throws(WebSocketViolation) -> WebSocketEvent? {
    let payload = UnsafeRawBufferPointer(payload)
    switch opcode {
    case .ping:
      guard state == .open else { return nil }
      WebSocketFrame.append(.pong, payload, maskingKey: role.nextMaskingKey, to: &output)
      return .ping
    case .pong: return .pong(payload)
    default: return try peerClosed(payload, &output)
    }
  }

  /// The peer's close frame: the code is echoed unless ours is already out (§5.5.1).
  private mutating func peerClosed(
    _ payload: UnsafeRawBufferPointer, _ output: inout [UInt8]
  ) throws(WebSocketViolation) -> WebSocketEvent {
    let (code, reason) = try Self.closePayload(payload)
    if state == .open {
      let echo = UnsafeRawBufferPointer(rebasing: payload.prefix(2))
      WebSocketFrame.append(.close, echo, maskingKey: role.nextMaskingKey, to: &output)
    }
    state = .closed
    return .closed(code, reason: reason)
  }

  private static func closePayload(
    _ payload: UnsafeRawBufferPointer
  ) throws(WebSocketViolation) -> (CloseCode, String) {
    guard !payload.isEmpty else { return (.noStatusReceived, "") }
    guard payload.count >= 2 else { throw .closePayloadOfOneByte }
    let code = CloseCode(rawValue: UInt16(payload[0]) << 8 | UInt16(payload[1]))
    guard code.mayBeSent else { throw .closeCodeNotAllowed }
    guard let reason = String(validating: payload.dropFirst(2), as: UTF8.self) else { throw .closeReasonIsNotUTF8 }
    return (code, reason)
  }

  /// Fails the connection: §7.1.7.
  ///
  /// The close frame is left out when one has already been sent.
  mutating func fail(_ violation: WebSocketViolation, _ output: inout [UInt8]) -> WebSocketEvent {
    if state == .open { appendClose(CloseCode(violation), "", &output) }
    state = .closed
    return .failed(violation)
  }

  func appendClose(_ code: CloseCode, _ reason: String, _ output: inout [UInt8]) {
    let payload = [UInt8(code.rawValue >> 8), UInt8(code.rawValue & 0xFF)] + Self.cut(reason)
    payload.withUnsafeBytes { WebSocketFrame.append(.close, $0, maskingKey: role.nextMaskingKey, to: &output) }
  }

  /// At most the 123 bytes that fit beside the code, cut between characters.
  private static func cut(_ reason: String) -> [UInt8] {
    var kept: [UInt8] = []
    for scalar in reason.unicodeScalars {
      let bytes = UTF8.encode(scalar)
      guard let bytes, kept.count + bytes.count <= 123 else { break }
      kept += bytes
    }
    return kept
  }
}
