/// Masking and unmasking, which are the same: RFC 6455 §5.3.
struct WebSocketMask: Hashable, Sendable {
  /// The four bytes in memory order, turned so that the next payload byte meets the first of them.
  private var key: UInt32

  /// - Parameter key: the masking key in memory order, as it lies on the wire.
  init(_ key: UInt32) { self.key = UInt32(littleEndian: key) }

  /// Applies the mask in place and moves on, so that the rest of the payload can follow in another call.
  @inline(__always)
  mutating func apply(to bytes: UnsafeMutableRawBufferPointer) {
    guard var position = bytes.baseAddress else { return }
    let end = position + bytes.count
    let word = (UInt64(key) << 32 | UInt64(key)).littleEndian
    let wide = SIMD4(repeating: word)
    while end - position >= 32 {
      position.storeBytes(of: position.loadUnaligned(as: SIMD4<UInt64>.self) ^ wide, as: SIMD4<UInt64>.self)
      position += 32
    }
    while end - position >= 8 {
      position.storeBytes(of: position.loadUnaligned(as: UInt64.self) ^ word, as: UInt64.self)
      position += 8
    }
    while position < end {
      position.storeBytes(of: position.load(as: UInt8.self) ^ UInt8(truncatingIfNeeded: key), as: UInt8.self)
      key = key >> 8 | key << 24
      position += 1
    }
  }
}
