import Glibc

/// What the process is given to read.
package enum StandardInput {
  /// All of it, to its end.
  ///
  /// - Throws: `SystemError`, `EFBIG` when it is longer than `limit` bytes.
  package static func read(limit: Int) throws(SystemError) -> [UInt8] {
    let input = Descriptor(taking: try checked("dup") { dup(STDIN_FILENO) })
    return try input.readAll(limit: limit, subject: "standard input")
  }
}
