/// What a reader accepts at most, so that a text cannot exhaust memory or stack.
package struct JSONLimits: Hashable, Sendable {
  /// Bytes of the whole text.
  package let bytes: Int
  /// Objects and arrays in one another; never more than 256, which any thread's stack carries.
  package let depth: Int

  /// Limits that suit a file or a message unless said otherwise.
  package init(bytes: Int = 16 << 20, depth: Int = 128) {
    self.bytes = bytes
    self.depth = min(depth, 256)
  }
}
