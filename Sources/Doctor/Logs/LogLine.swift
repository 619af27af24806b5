import JSON
import Platform
import Services

/// One line of a gateway's log, whichever sink it was read from.
package struct LogLine: Hashable, Sendable {
  /// A named fact beside the text.
  package struct Field: Hashable, Sendable {
    /// The name.
    package let name: String
    /// The value, as text.
    package let value: String

    /// A fact from its parts.
    package init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }

  /// When it was written, RFC 3339 in UTC; nil for output that bears no time.
  package var time: String?
  /// The level's word in lower case; nil when the line has none.
  package var level: String?
  /// The part of the gateway it is about.
  package var subsystem: String?
  /// What it says.
  package var message: String
  /// Further facts.
  package var fields: [Field] = []
  /// Whether the service manager said it of the service.
  package var isManagers = false
  /// Whether a run begins with it.
  package var beginsRun = false
  /// The manager's id of its run, where the sink knows it.
  package var run: String?

  /// A line with nothing but a text.
  package init(_ message: String) { self.message = message }

  /// An entry of the journal.
  package init(_ entry: JournalLine) {
    message = entry.message
    time = entry.time.iso8601
    level = Self.words[max(0, min(entry.priority, 7))]
    isManagers = entry.isManagers
    run = entry.run
  }

  /// The levels that stand for the priorities of `syslog(3)`.
  private static let words = ["fatal", "fatal", "fatal", "error", "warn", "info", "info", "debug"]

  /// A line of the gateway's own file, which is JSON: positional parts, `_meta` and `time`.
  ///
  /// Nil for anything else.
  package init?(record bytes: some Sequence<UInt8>) {
    let json: JSONValue
    do { json = try JSONReader.read(Array(bytes)) } catch { return nil }
    guard let time = json["time"]?.stringValue, let message = json["1"]?.stringValue ?? json["0"]?.stringValue else {
      return nil
    }
    self.message = message
    self.time = time
    level = json["_meta"]?["logLevelName"]?.stringValue?.lowercased()
    subsystem = Self.subsystem(json["_meta"]?["name"]?.stringValue)
    fields = (json["0"]?.objectValue?.entries ?? []).map {
      Field(name: $0.key, value: $0.value.stringValue ?? $0.value.text())
    }
    beginsRun = json["0"]?["event"] == "run-begins"
  }

  /// The name of a record is JSON within JSON.
  private static func subsystem(_ name: String?) -> String? {
    guard let name else { return nil }
    do { return try JSONReader.read(name)["subsystem"]?.stringValue } catch { return nil }
  }

  /// A line that a service printed: `TIME [subsystem] level: message`, or whatever else it says.
  package init(output bytes: some Sequence<UInt8>) {
    let text = String(decoding: Array(bytes), as: UTF8.self)
    self.init(text)
    guard let (stamp, rest) = Self.split(text, at: " "), Self.isTime(stamp), rest.hasPrefix("["),
      let (part, words) = Self.split(rest.dropFirst(), at: "] ")
    else { return }
    time = String(stamp)
    subsystem = String(part)
    message = String(words)
    if let (word, rest) = Self.split(words, at: ": "), Self.words.contains(String(word)) {
      level = String(word)
      message = String(rest)
    }
    isManagers = part == SupervisedRun.speaker
    run = isManagers ? SupervisedRun.id(in: message) : nil
    beginsRun = run != nil
  }

  private static func split(
    _ text: some StringProtocol, at separator: String
  ) -> (before: Substring, after: Substring)? {
    let text = Substring(text)
    guard let range = text.firstRange(of: separator) else { return nil }
    return (text[..<range.lowerBound], text[range.upperBound...])
  }

  /// Whether a word is a time as `Timestamp.iso8601` writes it.
  private static func isTime(_ word: Substring) -> Bool {
    word.utf8.count == 24 && word.utf8.last == UInt8(ascii: "Z") && word.utf8.dropFirst(10).first == UInt8(ascii: "T")
  }
}
