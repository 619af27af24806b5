import CSystemd
import Configuration
import Glibc
import Platform

/// The systemd journal: one structured entry a record, `sd_journal_sendv(3)`.
struct JournalLog: LogSink {
  private let profile: String
  private var stream = UnhurriedOutput(STDOUT_FILENO)
  /// Entries that the journal did not take since the last one that it did.
  private var dropped = 0

  /// How long the last words of a gateway that ends are worth waiting for, in milliseconds.
  private static let lastPatience: Int32 = 1000

  /// Where the journal listens: `systemd-journald.service(8)`.
  static let socket = "/run/systemd/journal/socket"

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

  /// An entry that the journal does not take at once is dropped, and counted; only for a fatal error, after which nothing
  /// is served any more, it is waited.
  mutating func write(_ record: LogRecord) {
    guard DatagramQueue.hasRoom(Self.socket, waiting: record.level == .fatal ? Self.lastPatience : 0) else {
      dropped += 1
      return
    }
    if dropped > 0 {
      deliver(.droppedLines(dropped, at: record.time))
      dropped = 0
    }
    deliver(record)
  }

  private mutating func deliver(_ record: LogRecord) {
    if Self.send(Self.entry(record, profile: profile)) >= 0 { return }
    // The journal's socket is out of reach: its standard output stream takes the priority as a prefix (sd-daemon(3)).
    stream.write(Self.plainLine(record)) { Self.plainLine(.droppedLines($0, at: record.time)) }
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

  private static func plainLine(_ record: LogRecord) -> [UInt8] {
    Array("<\(record.level.priority)>[\(record.subsystem)] \(record.message)\n".utf8)
  }
}
