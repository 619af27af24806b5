/// A flag as help, manual, completions and the parser see it.
package struct FlagDescription: Hashable, Sendable {
  /// The long name, without dashes.
  package let long: String
  /// The one-letter forms, without a dash.
  ///
  /// Only global flags have them.
  package let short: [Character]
  /// What the value is; nil for a switch.
  package let kind: ValueKind?
  /// One line for help.
  package internal(set) var summary: String
  /// What holds without the flag, for people.
  package internal(set) var defaultText: String?
  /// Whether the command does not do without it.
  package internal(set) var isRequired = false
  /// The long name of a flag without which this one means nothing.
  package internal(set) var requirement: String?
  /// The long names of flags that say the same thing in another way.
  package internal(set) var alternatives: [String] = []

  init(_ long: String, short: [Character] = [], kind: ValueKind? = nil, summary: String) {
    self.long = long
    self.short = short
    self.kind = kind
    self.summary = summary
  }

  /// The flag as it is typed: `--port`.
  package var spelling: String { "--" + long }

  /// The flag with its value's placeholder: `--port <number>`.
  package var usage: String { kind.map { "\(spelling) <\($0.placeholder)>" } ?? spelling }
}
