import CLinux
import Glibc
import Platform

/// The profile's log: JSON lines, mode 0600, rotated by size.
///
/// Writing that fails drops the line, never the gateway.
struct LogFile: LogSink {
  private var path: AbsolutePath
  private let limits: Limits
  private var descriptor: Int32 = -1
  private var size = 0
  /// Lines that could not be written since the last one that could.
  private(set) var dropped = 0
  /// What is written before the first line in each file; nil once it has been.
  private var opening: [UInt8]?
  private let beginning: LogRecord?
  /// Lines that wait until the file may be made; nil once it may.
  private var held: [UInt8]?

  /// The bounds of the file and of those before it.
  struct Limits: Sendable {
    var bytes = 10 << 20
    var generations = 5
    /// How much of what waits is kept.
    var held = 64 << 10
  }

  /// The log at a path.
  ///
  /// Its directory is made (0700) where it is missing, once the one above it is there.
  ///
  /// - Parameters:
  ///   - isHeld: nothing is made and lines wait until `open`.
  ///   - beginning: the first record of this run in a file, by which readers tell runs apart.
  init(path: AbsolutePath, limits: Limits = Limits(), isHeld: Bool = false, beginning: LogRecord? = nil) {
    self.path = path
    self.beginning = beginning
    opening = beginning?.jsonLine
    self.limits = limits
    held = isHeld ? [] : nil
    reopen()
  }

  /// Makes the file, and writes the lines that have waited for it.
  mutating func open() {
    guard let lines = held.take() else { return }
    reopen()
    if !lines.isEmpty { append(lines) }
  }

  mutating func write(_ record: LogRecord) {
    var line = record.jsonLine
    if let held {
      if held.count + line.count <= limits.held { self.held = held + line }
      return
    }
    if descriptor < 0 || isUnlinked { reopen() }
    if size + line.count > limits.bytes, size > 0 { rotate() }
    if dropped > 0 { line = LogRecord.droppedLines(dropped, at: record.time).jsonLine + line }
    append(line)
  }

  /// Opens the path afresh, as after a rotation by another program.
  mutating func reopen() {
    guard held == nil else { return }
    closeDescriptor()
    _ = mkdir(path.parent.string, 0o700)
    descriptor = cl_open(path.string, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    var status = stat()
    size = descriptor >= 0 && fstat(descriptor, &status) == 0 ? Int(status.st_size) : 0
  }

  /// Goes on in another file, if it is another.
  mutating func move(to path: AbsolutePath) {
    guard path != self.path else { return }
    self.path = path
    opening = beginning?.jsonLine
    reopen()
  }

  /// Closes the file; the next line opens it again.
  mutating func closeDescriptor() {
    if descriptor >= 0 { close(descriptor) }
    descriptor = -1
  }

  /// A line is written whole or taken back, so that a full disk leaves no half line behind.
  private mutating func append(_ lines: [UInt8]) {
    let line = (opening ?? []) + lines
    let written = descriptor < 0 ? -1 : Glibc.write(descriptor, line, line.count)
    guard written == line.count else {
      if written > 0 { _ = ftruncate(descriptor, off_t(size)) }
      dropped += 1
      return
    }
    size += written
    dropped = 0
    opening = nil
  }

  private var isUnlinked: Bool {
    var status = stat()
    return fstat(descriptor, &status) == 0 && status.st_nlink == 0
  }

  /// `gateway.log` becomes `gateway.log.1` and so on; the oldest goes.
  ///
  /// Where that fails the file starts over.
  private mutating func rotate() {
    for generation in stride(from: limits.generations - 1, to: 1, by: -1) {
      rename("\(path).\(generation - 1)", "\(path).\(generation)")
    }
    if rename(path.string, "\(path).1") == 0 { return reopen() }
    if ftruncate(descriptor, 0) == 0 { size = 0 }
  }
}
