import CLinux
import Glibc

/// An open file descriptor that is closed when its owner goes away.
package struct Descriptor: ~Copyable, Sendable {
  /// The number, valid as long as this value lives.
  package let raw: Int32

  /// Takes over a descriptor; nobody else may close it.
  package init(taking raw: Int32) { self.raw = raw }

  /// Opens a file, close-on-exec: `open(2)`.
  package init(opening path: AbsolutePath, _ flags: Int32, mode: UInt32 = 0) throws(SystemError) {
    raw = try checked("open", path.string) { cl_open(path.string, flags | O_CLOEXEC, mode) }
  }

  /// Hands the descriptor to the caller, who closes it.
  package consuming func release() -> Int32 {
    let raw = raw
    discard self
    return raw
  }

  deinit { close(raw) }

  /// Writes all the bytes: `write(2)` until done.
  package borrowing func writeAll(_ bytes: some Collection<UInt8>, subject: String? = nil) throws(SystemError) {
    try Descriptor.writeAll(bytes, to: raw, subject: subject)
  }

  /// Writes all the bytes to a descriptor owned by someone else.
  package static func writeAll(
    _ bytes: some Collection<UInt8>, to raw: Int32, subject: String? = nil
  ) throws(SystemError) {
    let content = Array(bytes)
    var offset = 0
    while offset < content.count {
      offset += try checked("write", subject) {
        content.withUnsafeBytes { write(raw, $0.baseAddress?.advanced(by: offset), content.count - offset) }
      }
    }
  }

  /// Reads until the end of the file; `EFBIG` past `limit` bytes.
  package borrowing func readAll(limit: Int, subject: String? = nil) throws(SystemError) -> [UInt8] {
    let content = try readPrefix(limit + 1, subject: subject)
    if content.count > limit { throw SystemError(code: EFBIG, call: "read", subject: subject) }
    return content
  }

  /// Reads until the end of the file or until there are `count` bytes: `read(2)`.
  package borrowing func readPrefix(_ count: Int, subject: String? = nil) throws(SystemError) -> [UInt8] {
    var content: [UInt8] = []
    // Memory that nothing is written to but what is read: most files are short.
    let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: min(65536, count), alignment: 1)
    defer { chunk.deallocate() }
    while content.count < count {
      let wanted = min(chunk.count, count - content.count)
      let received = try checked("read", subject) { read(raw, chunk.baseAddress, wanted) }
      if received == 0 { break }
      content.append(contentsOf: chunk[..<received])
    }
    return content
  }

  /// What the open file is: `fstat(2)`.
  package borrowing func status(subject: String? = nil) throws(SystemError) -> FileStatus {
    var entry = stat()
    try checked("fstat", subject) { fstat(raw, &entry) }
    return FileStatus(entry)
  }
}
