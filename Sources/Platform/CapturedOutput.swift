import CLinux
import Glibc

/// A pipe from a child process and what has come through it, up to a limit.
struct CapturedOutput: ~Copyable {
  private(set) var content: [UInt8] = []
  private let limit: Int
  private let reading: Descriptor
  private var writing: Descriptor?

  /// Makes the pipe: `pipe2(2)`.
  ///
  /// Reading never blocks.
  init(limit: Int) throws(SystemError) {
    var ends: [Int32] = [-1, -1]
    try checked("pipe2") { pipe2(&ends, O_CLOEXEC) }
    let (from, to) = (ends[0], ends[1])
    cl_fcntl(from, F_SETFL, O_NONBLOCK)
    self.limit = limit
    reading = Descriptor(taking: from)
    writing = Descriptor(taking: to)
  }

  var readEnd: Int32 { reading.raw }

  /// What the child is to inherit; -1 once it is closed here.
  var writeEnd: Int32 {
    switch writing {
    case .some(let descriptor): descriptor.raw
    case .none: -1
    }
  }

  /// Closes the end that the child has inherited, so that the end of its output is seen.
  mutating func closeWriteEnd() { writing = nil }

  /// Takes what is in the pipe, 16 KiB at most, and drops what is beyond the limit.
  ///
  /// False at the end of the output.
  mutating func receive() throws(SystemError) -> Bool {
    var chunk = [UInt8](repeating: 0, count: 16384)
    let count = try checked("read") { read(reading.raw, &chunk, chunk.count) }
    content.append(contentsOf: chunk[..<min(count, max(0, limit - content.count))])
    return count > 0
  }

  /// Takes what is left in the pipe without waiting for more.
  mutating func receiveRest() throws(SystemError) {
    do {
      while content.count < limit, try receive() {}
    } catch {
      if error.code != EAGAIN { throw error }
    }
  }
}
