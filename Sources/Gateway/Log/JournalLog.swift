import CSystemd
import Configuration
import Glibc
import Platform

/// The systemd journal: one structured entry a record, `sd_journal_sendv(3)`.
struct JournalLog: LogSink {
  private let profile: String

  /// The journal, when standard output is connected to it: `JOURNAL_STREAM` of systemd.exec(5) names its device and
  /// inode.
  ///
  /// Nil anywhere else.
  init?(profile: String, environment: Environment) {
    var status = stat()
    guard let stream = environment["JOURNAL_STREAM"], fstat(STDOUT_FILENO, &status) == 0,
      stream == "\(status.st_dev):\(status.st_ino)"
    else { return nil }
    self.profile = profile
  }

  func write(_ record: LogRecord) {
    if Self.send(Self.entry(record, profile: profile)) < 0 { writePlain(record) }
  }

  /// The entry's assignments, `NAME=value` each.
  static func entry(_ record: LogRecord, profile: String) -> [String] {
    [
      "MESSAGE=\(record.message)", "PRIORITY=\(record.level.priority)", "SYSLOG_IDENTIFIER=openclaw-gateway",
      "OPENCLAW_PROFILE=\(profile)", "OPENCLAW_SUBSYSTEM=\(record.subsystem)",
      "OPENCLAW_LEVEL=\(record.level.rawValue)",
    ] + record.fields.map { "OPENCLAW_\(variableName($0.name))=\($0.value)" }
  }

  /// `listenAddress` becomes `LISTEN_ADDRESS`: the journal takes capitals, digits and underscores.
  private static func variableName(_ name: String) -> String {
    name.reduce(into: "") { result, character in
      if character.isUppercase { result += "_" }
      result += character.isLetter || character.isNumber ? character.uppercased() : "_"
    }
  }

  private static func send(_ assignments: [String]) -> Int32 {
    let bytes = assignments.map { Array($0.utf8) }
    var all = bytes.flatMap { $0 }
    return all.withUnsafeMutableBytes { storage in
      var offset = 0
      var vectors: [iovec] = []
      for field in bytes {
        vectors.append(iovec(iov_base: storage.baseAddress.map { $0 + offset }, iov_len: field.count))
        offset += field.count
      }
      return sd_journal_sendv(vectors, Int32(vectors.count))
    }
  }

  /// The journal's socket is out of reach: its standard output stream takes the priority as a prefix (sd-daemon(3)).
  private func writePlain(_ record: LogRecord) {
    let line = Array("<\(record.level.priority)>[\(record.subsystem)] \(record.message)\n".utf8)
    _ = Glibc.write(STDOUT_FILENO, line, line.count)
  }
}
