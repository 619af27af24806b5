import CommandTree
import Glibc
import Platform
import Profiles

/// Secrets given on the command line, in a file, or on standard input.
enum SecretFile {
  /// The largest file taken for a secret.
  static let limit = 65_536

  /// Reads a secret from a file, or from standard input for `-`.
  ///
  /// Blanks around it are dropped.
  static func read(_ path: String, flag: String, context: CommandContext) throws(CommandFailure) -> Secret {
    let text: String
    do { text = String(decoding: try content(path, context), as: UTF8.self).trimmingBlanks() } catch {
      throw CommandFailure(
        "the file of \(flag) cannot be read", location: path, reason: error.reason, code: "secret-file-unreadable",
        exitStatus: .usage)
    }
    guard !text.isEmpty, !text.contains(where: \.isNewline) else {
      throw CommandFailure(
        "the file of \(flag) holds no secret", location: path, reason: "it must hold one line that is not blank",
        code: "secret-file-empty", exitStatus: .usage)
    }
    return Secret(text)
  }

  /// All of standard input.
  static func standardInput() throws(SystemError) -> [UInt8] {
    let input = Descriptor(taking: try checked("dup") { dup(0) })
    return try input.readAll(limit: limit, subject: "standard input")
  }

  private static func content(_ path: String, _ context: CommandContext) throws(SystemError) -> [UInt8] {
    if path == "-" { return try standardInput() }
    guard let file = AbsolutePath(expanding: path, home: context.profile.home, relativeTo: context.workingDirectory),
      let content = try Files.read(file, limit: limit)
    else { throw SystemError(code: ENOENT, call: "open", subject: path) }
    return content
  }
}
