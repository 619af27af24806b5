import CLinux
import Glibc
import Platform

/// An output whose reader is never waited for: a line that it does not take at once is dropped, and counted.
struct UnhurriedOutput: Sendable {
  private let descriptor: Int32
  /// Lines that were dropped since the last one that was written.
  private(set) var dropped = 0
  /// Whether a line was cut short, so that the next one has to begin with a line feed.
  private var isInLine = false

  /// The most that a pipe with room takes at once: `PIPE_BUF` of `pipe(7)`.
  private static let chunk = 4096

  /// An output at a descriptor that others may hold as well.
  ///
  /// Their flags are not ours to change, so a terminal is opened once more, never to wait; whatever else is polled before
  /// each piece that it is sure to take.
  init(_ descriptor: Int32) {
    let path = "/proc/self/fd/\(descriptor)"
    let opened =
      isatty(descriptor) == 1 ? cl_open(path, O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC, 0) : -1
    self.descriptor = opened >= 0 ? opened : descriptor
  }

  /// Writes a line with its line feed, after the one that tells of lines dropped before.
  ///
  /// - Parameter note: the line for so many.
  mutating func write(_ line: [UInt8], note: (Int) -> [UInt8]) {
    if dropped > 0, offer(note(dropped)) { dropped = 0 }
    if dropped > 0 || !offer(line) { dropped += 1 }
  }

  private mutating func offer(_ line: [UInt8]) -> Bool {
    var rest = (isInLine ? [UInt8(ascii: "\n")] + line : line)[...]
    let length = rest.count
    while !rest.isEmpty, hasRoom {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, min($0.count, Self.chunk)) }
      if count < 0 && errno == EINTR { continue }
      if count <= 0 { break }
      rest = rest.dropFirst(count)
    }
    if rest.count < length { isInLine = !rest.isEmpty }
    return rest.isEmpty
  }

  private var hasRoom: Bool {
    var entry = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
    return poll(&entry, 1, 0) > 0 && entry.revents & Int16(POLLOUT) != 0
  }
}
