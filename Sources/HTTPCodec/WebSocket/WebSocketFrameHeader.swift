/// The fixed part of a frame, before its payload: RFC 6455 §5.2.
struct WebSocketFrameHeader: Hashable, Sendable {
  var isFinal: Bool
  var opcode: WebSocketOpcode
  /// In memory order, as it lay on the wire; nil for an unmasked frame.
  var maskingKey: UInt32?
  var payloadLength: Int

  /// How many bytes the header has whose second byte is given.
  static func length(secondByte: UInt8) -> Int {
    let lengthBytes =
      switch secondByte & 0x7F {
      case 126: 2
      case 127: 8
      default: 0
      }
    return 2 + lengthBytes + (secondByte & 0x80 == 0 ? 0 : 4)
  }

  /// Reads a whole header from bytes that hold at least `length(secondByte:)`.
  @inline(__always)
  init(_ bytes: UnsafeMutableRawBufferPointer, sentTo role: WebSocketRole) throws(WebSocketViolation) {
    let first = bytes[0]
    let second = bytes[1]
    guard first & 0x70 == 0 else { throw .reservedBits }
    guard let opcode = WebSocketOpcode(rawValue: first & 0x0F) else { throw .reservedOpcode }
    isFinal = first & 0x80 != 0
    self.opcode = opcode
    let isMasked = second & 0x80 != 0
    guard isMasked == (role == .server) else { throw isMasked ? .maskedFrame : .unmaskedFrame }
    payloadLength = try Self.payloadLength(bytes)
    if isMasked {
      maskingKey = bytes.loadUnaligned(fromByteOffset: Self.length(secondByte: second) - 4, as: UInt32.self)
    }
    guard opcode.isControl else { return }
    guard isFinal else { throw .fragmentedControlFrame }
    guard payloadLength <= 125 else { throw .longControlFrame }
  }

  private static func payloadLength(_ bytes: UnsafeMutableRawBufferPointer) throws(WebSocketViolation) -> Int {
    switch bytes[1] & 0x7F {
    case 126:
      let length = Int(UInt16(bigEndian: bytes.loadUnaligned(fromByteOffset: 2, as: UInt16.self)))
      guard length > 125 else { throw .lengthNotMinimal }
      return length
    case 127:
      guard let length = Int(exactly: UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 2, as: UInt64.self))) else {
        throw .lengthOutOfRange
      }
      guard length > 0xFFFF else { throw .lengthNotMinimal }
      return length
    case let length: return Int(length)
    }
  }
}
