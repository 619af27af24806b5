/// A frame spelt out byte by byte, so that the decoder is not tested against our own encoder.
///
/// RFC 6455 §5.2.
struct WireFrame {
  static let key: [UInt8] = [0x37, 0xFA, 0x21, 0x3D]

  var opcode: UInt8
  var payload: [UInt8] = []
  var isFinal = true
  var reserved: UInt8 = 0
  var isMasked = true
  /// How many bytes carry the length: 0 (within the second byte), 2 or 8.
  var lengthBytes: Int?
  /// The length written, when it differs from the payload's.
  var claimedLength: UInt64?

  static func text(_ text: String, isFinal: Bool = true) -> WireFrame {
    WireFrame(opcode: 1, payload: Array(text.utf8), isFinal: isFinal)
  }

  static func continuation(_ text: String, isFinal: Bool) -> WireFrame {
    WireFrame(opcode: 0, payload: Array(text.utf8), isFinal: isFinal)
  }

  static func close(_ code: UInt16, _ reason: String = "") -> WireFrame {
    WireFrame(opcode: 8, payload: [UInt8(code >> 8), UInt8(code & 0xFF)] + Array(reason.utf8))
  }

  var unmasked: WireFrame {
    var frame = self
    frame.isMasked = false
    return frame
  }

  var bytes: [UInt8] {
    let length = claimedLength ?? UInt64(payload.count)
    let width = lengthBytes ?? (length <= 125 ? 0 : length <= 0xFFFF ? 2 : 8)
    let inSecondByte = width == 0 ? UInt8(length) : width == 2 ? 126 : 127
    let extended = (0..<width).reversed().map { UInt8(truncatingIfNeeded: length >> (8 * UInt64($0))) }
    let start = [(isFinal ? 0x80 : 0) | reserved << 4 | opcode, (isMasked ? 0x80 : 0) | inSecondByte]
    guard isMasked else { return start + extended + payload }
    return start + extended + Self.key + payload.enumerated().map { $1 ^ Self.key[$0 % 4] }
  }
}
