import Glibc

/// The note that a service leaves when it ends in order, for a supervisor that cannot wait for it.
///
/// A supervisor that was killed leaves its services to whoever adopts orphans; its successor sees them end without
/// learning how. No note means that the end was a crash.
package struct ExitRecord: Hashable, Sendable {
  /// The variable that names the file; the service's run is in `INVOCATION_ID`.
  package static let variable = "OPENCLAW_EXIT_RECORD"
  /// The variable that tells one run of a service from all others, as systemd sets it: `systemd.exec(5)`.
  package static let runVariable = "INVOCATION_ID"

  package let run: String
  package let status: Int

  package init(run: String, status: Int) {
    self.run = run
    self.status = status
  }

  /// Reads a note; nil when there is none or it is none.
  package static func read(_ path: AbsolutePath) throws(SystemError) -> ExitRecord? {
    guard let bytes = try Files.readPrefix(of: path, count: 256) else { return nil }
    let words = String(decoding: bytes, as: UTF8.self).trimmingBlanks().split(separator: " ")
    guard words.count == 2, let status = Int(words[1]) else { return nil }
    return ExitRecord(run: String(words[0]), status: status)
  }

  /// Leaves the note where the environment asks for one.
  ///
  /// - Throws: `SystemError` when the file cannot be written.
  package static func leave(status: Int32, environment: Environment) throws(SystemError) {
    guard let path = environment[variable].flatMap({ AbsolutePath($0) }), let run = environment[runVariable] else {
      return
    }
    let file = try Descriptor(opening: path, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW, mode: 0o600)
    try file.writeAll(Array("\(run) \(status)\n".utf8), subject: path.string)
  }
}
