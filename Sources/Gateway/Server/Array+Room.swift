extension [UInt8] {
  /// Makes room for so many more bytes in one step.
  ///
  /// Growth stays geometric, so that many small additions cost no more than without it.
  mutating func makeRoom(for additional: Int) {
    let needed = count + additional
    if needed > capacity { reserveCapacity(Swift.max(needed, 2 * capacity)) }
  }
}
