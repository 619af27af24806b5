/// Memory that connections share, so that an idle one holds none.
///
/// It lives as long as the loop, which is the process.
@LoopActor final class SharedBuffers {
  /// What every read goes into; its content lasts until the reader returns.
  let input = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 * 1024, alignment: 64)
  private var spares: [[UInt8]] = []
  /// As many connections as produce output in a busy turn.
  private static let spareLimit = 64
  /// A larger buffer is given back to the system.
  private static let spareCapacity = 32 * 1024

  nonisolated init() {}

  /// An empty output buffer, with room if one is to be had.
  func takeOutput() -> [UInt8] { spares.popLast() ?? [] }

  /// Takes back a buffer whose content has been dealt with.
  func giveBack(_ output: consuming [UInt8]) {
    guard output.capacity > 0, output.capacity <= Self.spareCapacity, spares.count < Self.spareLimit else { return }
    output.removeAll(keepingCapacity: true)
    spares.append(output)
  }
}
