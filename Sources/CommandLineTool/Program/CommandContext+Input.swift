import Glibc
import Platform
import Profiles

extension CommandContext {
  /// The content of a file that an argument names, or of standard input for `-`.
  ///
  /// - Throws: `SystemError`, `EFBIG` when it is longer than `limit`.
  func content(of path: String, limit: Int) throws(SystemError) -> [UInt8] {
    if path == "-" { return try Self.standardInput(limit: limit) }
    guard let file = AbsolutePath(expanding: path, home: profile.home, relativeTo: workingDirectory),
      let content = try Files.read(file, limit: limit)
    else { throw SystemError(code: ENOENT, call: "open", subject: path) }
    return content
  }

  /// All of standard input.
  ///
  /// - Throws: `SystemError`, `EFBIG` when it is longer than `limit`.
  static func standardInput(limit: Int) throws(SystemError) -> [UInt8] {
    let input = Descriptor(taking: try checked("dup") { dup(0) })
    return try input.readAll(limit: limit, subject: "standard input")
  }
}
