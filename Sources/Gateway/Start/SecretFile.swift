import Glibc
import Platform

/// Secrets that flags name by file, so that they stand in no process list.
enum SecretFile {
  /// The first line of a file, or of standard input for `-`, without blanks around it.
  ///
  /// - Throws: `StartRefusal` when it cannot be read or holds nothing.
  static func read(_ name: String, flag: String, relativeTo directory: AbsolutePath) throws(StartRefusal) -> Secret {
    let bytes: [UInt8]
    do throws(SystemError) { bytes = try content(name, directory) } catch {
      throw StartRefusal(
        .configuration, "gateway start blocked", place: "\(flag) \(name)", reason: error.reason,
        remedy: "name a file that this user can read", code: error.code)
    }
    let line = String(decoding: bytes.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self).trimmingBlanks()
    guard !line.isEmpty else {
      throw StartRefusal(
        .configuration, "gateway start blocked", place: "\(flag) \(name)", reason: "the file holds no secret",
        remedy: "write the secret into its first line")
    }
    return Secret(line)
  }

  private static func content(_ name: String, _ directory: AbsolutePath) throws(SystemError) -> [UInt8] {
    let limit = 64 << 10
    if name == "-" { return try Descriptor(taking: dup(STDIN_FILENO)).readAll(limit: limit, subject: "standard input") }
    guard let path = AbsolutePath(name, relativeTo: directory), let content = try Files.read(path, limit: limit) else {
      throw SystemError(code: ENOENT, call: "open", subject: name)
    }
    return content
  }
}
