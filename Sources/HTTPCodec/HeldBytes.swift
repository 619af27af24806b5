/// Bytes kept between two reads, at an address that stays put until the next change.
///
/// It owns no memory while empty, so that a machine waiting for a peer costs nothing beyond itself.
struct HeldBytes: ~Copyable, @unchecked Sendable {
  private var storage = UnsafeMutableRawBufferPointer(start: nil, count: 0)
  private(set) var count = 0

  deinit { storage.deallocate() }

  var isEmpty: Bool { count == 0 }

  /// What is held; valid until the next change.
  var bytes: UnsafeMutableRawBufferPointer { UnsafeMutableRawBufferPointer(start: storage.baseAddress, count: count) }

  /// Appends a copy and returns where it now lies.
  @discardableResult
  mutating func append(_ bytes: UnsafeMutableRawBufferPointer) -> UnsafeMutableRawBufferPointer {
    reserve(count + bytes.count)
    let added = UnsafeMutableRawBufferPointer(rebasing: storage[count..<count + bytes.count])
    added.copyMemory(from: UnsafeRawBufferPointer(bytes))
    count += bytes.count
    return added
  }

  /// Forgets the bytes and gives their memory back.
  mutating func removeAll() {
    guard storage.count > 0 else { return }
    storage.deallocate()
    storage = UnsafeMutableRawBufferPointer(start: nil, count: 0)
    count = 0
  }

  private mutating func reserve(_ needed: Int) {
    guard needed > storage.count else { return }
    let larger = UnsafeMutableRawBufferPointer.allocate(byteCount: max(256, storage.count * 2, needed), alignment: 8)
    larger.copyMemory(from: UnsafeRawBufferPointer(bytes))
    storage.deallocate()
    storage = larger
  }
}
