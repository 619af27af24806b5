/// The bytes of one read that no machine has consumed yet.
///
/// A machine takes what it understands from the front; whatever it cannot finish it copies, so that a window is empty
/// when a machine answers "needs more". What it leaves after an upgrade belongs to the next protocol's machine.
package typealias ByteWindow = UnsafeMutableRawBufferPointer

extension UnsafeMutableRawBufferPointer {
  /// Removes the first `count` bytes from the window and returns them.
  @inline(__always)
  mutating func takePrefix(_ count: Int) -> UnsafeMutableRawBufferPointer {
    let prefix = UnsafeMutableRawBufferPointer(start: baseAddress, count: count)
    self = UnsafeMutableRawBufferPointer(start: baseAddress.map { $0 + count }, count: self.count - count)
    return prefix
  }

  /// Empties the window and returns what it held.
  @discardableResult
  mutating func takeAll() -> UnsafeMutableRawBufferPointer { takePrefix(count) }
}
