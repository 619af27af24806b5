/// Writes frames: RFC 6455 §5.2.
///
/// Every length takes its shortest form.
package enum WebSocketFrame {
  /// Appends a frame with a copy of the payload.
  ///
  /// - Parameter maskingKey: in memory order; nil for a server's frame.
  package static func append(
    _ opcode: WebSocketOpcode, isFinal: Bool = true, _ payload: UnsafeRawBufferPointer, maskingKey: UInt32?,
    to output: inout [UInt8]
  ) {
    let header = Header(opcode, isFinal, payload.count, maskingKey)
    header.withBytes { output.append(contentsOf: $0) }
    let start = output.count
    output.append(contentsOf: payload)
    mask(&output, from: start, maskingKey)
  }

  /// Appends a final frame whose payload the closure appends in place.
  ///
  /// Room for a header with a 16-bit length is left before it, and the payload is moved when it turns out shorter (by
  /// two bytes or four of at most 125) or longer than 64 KiB.
  package static func append(
    _ opcode: WebSocketOpcode, maskingKey: UInt32?, to output: inout [UInt8], writing payload: (inout [UInt8]) -> Void
  ) {
    let start = output.count
    let guess = Header(opcode, true, 126, maskingKey)
    guess.withBytes { output.append(contentsOf: $0) }
    payload(&output)
    let end = start + guess.count
    let header = Header(opcode, true, output.count - end, maskingKey)
    header.withBytes { bytes in
      if bytes.count == guess.count {
        output.withUnsafeMutableBytes { UnsafeMutableRawBufferPointer(rebasing: $0[start...]).copyMemory(from: bytes) }
      } else {
        output.replaceSubrange(start..<end, with: bytes)
      }
    }
    mask(&output, from: start + header.count, maskingKey)
  }

  @inline(__always)
  private static func mask(_ output: inout [UInt8], from start: Int, _ key: UInt32?) {
    guard let key else { return }
    output.withUnsafeMutableBytes {
      var mask = WebSocketMask(key)
      mask.apply(to: UnsafeMutableRawBufferPointer(rebasing: $0[start...]))
    }
  }

  /// A header laid out in registers.
  private struct Header {
    private var bytes: (UInt64, UInt64) = (0, 0)
    private(set) var count = 0

    @inline(__always)
    init(_ opcode: WebSocketOpcode, _ isFinal: Bool, _ length: Int, _ maskingKey: UInt32?) {
      let maskBit: UInt8 = maskingKey == nil ? 0 : 0x80
      add(opcode.rawValue | (isFinal ? 0x80 : 0))
      switch length {
      case ...125: add(maskBit | UInt8(length))
      case ...0xFFFF:
        add(maskBit | 126)
        add(UInt16(length).bigEndian)
      default:
        add(maskBit | 127)
        add(UInt64(length).bigEndian)
      }
      if let maskingKey { add(maskingKey) }
    }

    @inline(__always)
    private mutating func add<Value: BitwiseCopyable>(_ value: Value) {
      let offset = count
      withUnsafeMutableBytes(of: &bytes) { $0.storeBytes(of: value, toByteOffset: offset, as: Value.self) }
      count += MemoryLayout<Value>.size
    }

    @inline(__always)
    func withBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
      withUnsafeBytes(of: bytes) { body(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
    }
  }
}
