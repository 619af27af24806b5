import Glibc
import Platform
import Profiles

/// Secrets that flags name by file, so that they stand in no process list.
package enum SecretFile {
  /// The largest file that is taken for a secret: 64 KiB.
  package static let limit = 64 << 10

  /// The one line of a regular file, or of standard input for `-`, that is not blank, without blanks around it.
  ///
  /// - Parameters:
  ///   - home: what `~` stands for.
  ///   - directory: what a relative name is relative to.
  package static func read(
    _ name: String, home: AbsolutePath, relativeTo directory: AbsolutePath
  ) throws(SecretFileError) -> Secret {
    let bytes: [UInt8]
    do throws(SystemError) {
      bytes = name == "-" ? try standardInput() : try content(name, home, directory)
    } catch { throw .unreadable(error) }
    guard let text = String(validating: bytes, as: UTF8.self) else { throw .noText }
    let lines = text.split(whereSeparator: \.isNewline).map { $0.trimmingBlanks() }.filter { !$0.isEmpty }
    guard let line = lines.first else { throw .blank }
    guard lines.count == 1 else { throw .severalLines }
    return Secret(line)
  }

  /// All of standard input, `limit` bytes at most.
  package static func standardInput() throws(SystemError) -> [UInt8] {
    let input = Descriptor(taking: try checked("dup") { dup(STDIN_FILENO) })
    return try input.readAll(limit: limit, subject: "standard input")
  }

  private static func content(
    _ name: String, _ home: AbsolutePath, _ directory: AbsolutePath
  ) throws(SystemError) -> [UInt8] {
    guard let path = AbsolutePath(expanding: name, home: home, relativeTo: directory),
      let content = try Files.readRegular(path, limit: limit)
    else { throw SystemError(code: ENOENT, call: "open", subject: name) }
    return content
  }
}

/// Why a file is not taken for a secret.
package enum SecretFileError: Error, Hashable, Sendable {
  case unreadable(SystemError)
  /// It is not UTF-8.
  case noText
  case blank
  case severalLines

  /// What is wrong, for people.
  package var reason: String {
    switch self {
    case .unreadable(let error): error.reason
    case .noText: "it is not UTF-8"
    case .blank: "it holds no secret"
    case .severalLines: "it holds more than one line that is not blank"
    }
  }
}
