/// Who watches which descriptor.
///
/// Numbers are used again soon after they are closed, so a token carries a generation: an event of the descriptor's
/// former life finds nobody.
struct WatcherTable {
  private struct Slot {
    var watcher: (any DescriptorWatcher)?
    var generation: UInt32 = 0
  }

  private var slots: [Slot] = []

  /// Enters a watcher and returns the token under which it is found.
  mutating func add(_ watcher: any DescriptorWatcher, for descriptor: Int32) -> UInt64 {
    let index = Int(descriptor)
    while slots.count <= index { slots.append(Slot()) }
    slots[index].watcher = watcher
    return Self.token(descriptor, slots[index].generation)
  }

  /// Takes a watcher out; false when there was none.
  @discardableResult
  mutating func remove(_ descriptor: Int32) -> Bool {
    guard token(of: descriptor) != nil else { return false }
    slots[Int(descriptor)].watcher = nil
    slots[Int(descriptor)].generation &+= 1
    return true
  }

  /// The token of a descriptor that is being watched.
  func token(of descriptor: Int32) -> UInt64? {
    let index = Int(descriptor)
    guard slots.indices.contains(index), slots[index].watcher != nil else { return nil }
    return Self.token(descriptor, slots[index].generation)
  }

  /// The watcher that was entered under the token, unless it has been taken out since.
  subscript(token: UInt64) -> (any DescriptorWatcher)? {
    let index = Int(token & 0xFFFF_FFFF)
    guard index < slots.count, slots[index].generation == UInt32(token >> 32) else { return nil }
    return slots[index].watcher
  }

  private static func token(_ descriptor: Int32, _ generation: UInt32) -> UInt64 {
    UInt64(generation) << 32 | UInt64(UInt32(bitPattern: descriptor))
  }
}
