extension WebSocketMachine {
  /// Appends a text message of one frame to the output, unless a close frame has been sent: RFC 6455 §5.5.1.
  ///
  /// The payload must be UTF-8.
  package func sendText(_ payload: UnsafeRawBufferPointer, output: inout [UInt8]) {
    guard state == .open else { return }
    WebSocketFrame.append(.text, payload, maskingKey: role.nextMaskingKey, to: &output)
  }

  /// Appends a text message whose payload the closure writes in place; nothing is copied unless it exceeds 64 KiB.
  ///
  /// The closure may only append, and what it appends must be UTF-8. Does nothing once a close frame has been sent.
  package func sendText(output: inout [UInt8], writing payload: (inout [UInt8]) -> Void) {
    guard state == .open else { return }
    WebSocketFrame.append(.text, maskingKey: role.nextMaskingKey, to: &output, writing: payload)
  }

  /// Appends a binary message of one frame, unless a close frame has been sent.
  package func sendBinary(_ payload: UnsafeRawBufferPointer, output: inout [UInt8]) {
    guard state == .open else { return }
    WebSocketFrame.append(.binary, payload, maskingKey: role.nextMaskingKey, to: &output)
  }

  /// Appends a ping, unless a close frame has been sent.
  ///
  /// Of the payload at most 125 bytes are used: §5.5.
  package func sendPing(_ payload: [UInt8] = [], output: inout [UInt8]) {
    guard state == .open else { return }
    payload.prefix(125).withUnsafeBytes {
      WebSocketFrame.append(.ping, $0, maskingKey: role.nextMaskingKey, to: &output)
    }
  }

  /// Begins the closing handshake: §7.1.2.
  ///
  /// Messages that still come in are dropped; `closed` follows with the peer's answer.
  ///
  /// A reason beyond 123 bytes is cut between characters. Only the first call has an effect.
  package mutating func close(_ code: CloseCode, reason: String = "", output: inout [UInt8]) {
    guard state == .open else { return }
    appendClose(code, reason, &output)
    state = .closing
  }
}
