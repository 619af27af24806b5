/// What a flag or an argument takes: how its value is checked, described, and completed by a shell.
package enum ValueKind: Hashable, Sendable {
  /// Any text that is not empty. The placeholder names it in usage lines.
  case text(String)
  /// A token or password: never repeated in a message.
  case secret(String)
  /// A whole number within bounds.
  case integer(String, ClosedRange<Int>)
  /// One of a fixed set of words.
  case choice([String])
  /// The way to a key of the configuration: `gateway.port`.
  case keyPath
  /// A JSON5 value, or a string as it is; the empty one as well.
  case json5
  /// A duration, given as whole milliseconds.
  case milliseconds
  /// A duration, given as whole seconds.
  case seconds
  /// The path of a file, or `-` for standard input or output.
  case file
  /// The path of a directory.
  case directory

  /// The longest duration that a flag takes, in milliseconds: one hour.
  static let longestWait = 3_600_000

  /// The word that stands for the value in usage lines, without brackets.
  package var placeholder: String {
    switch self {
    case .text(let name), .secret(let name), .integer(let name, _): name
    case .choice(let words): words.joined(separator: "|")
    case .keyPath: "path"
    case .json5: "value"
    case .milliseconds: "ms"
    case .seconds: "seconds"
    case .file: "file"
    case .directory: "directory"
    }
  }

  /// What is accepted, as the end of a sentence: `a whole number from 1 to 65535`.
  package var accepted: String {
    switch self {
    case .text(let name), .secret(let name): "a \(name)"
    case .integer(_, let bounds): "a whole number from \(bounds.lowerBound) to \(bounds.upperBound)"
    case .choice(let words): words.count == 1 ? words[0] : "one of " + words.joined(separator: ", ")
    case .keyPath: "a key path"
    case .json5: "a JSON5 value or a string"
    case .milliseconds: "a whole number of milliseconds from 1 to \(Self.longestWait)"
    case .seconds: "a whole number of seconds from 0 to \(Self.longestWait / 1000)"
    case .file: "a file, or - for standard input"
    case .directory: "a directory"
    }
  }

  /// Whether a value may be shown in a message.
  var isSecret: Bool { if case .secret = self { true } else { false } }

  /// Whether `text` is a value of this kind.
  func accepts(_ text: String) -> Bool {
    switch self {
    case .text, .secret, .file, .directory, .keyPath: !text.isEmpty
    case .json5: true
    case .integer(_, let bounds): Self.number(text).map(bounds.contains) ?? false
    case .choice(let words): words.contains(text)
    case .milliseconds: Self.number(text).map((1...Self.longestWait).contains) ?? false
    case .seconds: Self.number(text).map((0...Self.longestWait / 1000).contains) ?? false
    }
  }

  /// Decimal digits only: `Int` would take a sign as well.
  static func number(_ text: String) -> Int? {
    text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } ? Int(text) : nil
  }
}
