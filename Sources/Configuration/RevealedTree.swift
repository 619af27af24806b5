import JSON

/// A configuration with its secrets, which no way of printing it shows.
struct RevealedTree: Sendable, CustomStringConvertible, CustomReflectable {
  /// The values in force, where the file gives them.
  let value: JSONValue
  /// The paths of strings that a variable was put into.
  let hidden: Set<JSONPath>

  init(_ value: JSONValue, hidden: Set<JSONPath>) {
    self.value = value
    self.hidden = hidden
  }

  var description: String { "***" }
  var customMirror: Mirror { Mirror(self, children: []) }
}
