import JSON

/// One key of the configuration: what it may hold and what a change of it takes.
package struct ConfigurationKey: Hashable, Sendable {
  /// What takes a change of the key into effect.
  package enum Reload: String, Hashable, Sendable {
    /// Nothing: it is read when it is used.
    case none
    /// The running gateway applies it.
    case hot
    /// The gateway has to start again.
    case restart
  }

  /// The way to the key, with `*` for any name and `[]` after the name of a list for any of its elements.
  package let path: String
  /// What it may hold.
  package let kind: ConfigurationKind
  /// What holds when the key is absent; nil when nothing does.
  package let defaultValue: JSONValue?
  /// Whether the value may never be shown.
  package let isSecret: Bool
  /// Whether a wrong value keeps the gateway from starting, rather than being passed over with a warning.
  package let isNeededToStart: Bool
  /// Whether the section around it means nothing without it.
  package let isRequired: Bool
  /// What takes a change of it into effect.
  package let reload: Reload
  /// What the key is for, in one line.
  package let summary: String

  init(
    _ path: String, _ kind: ConfigurationKind, default defaultValue: JSONValue? = nil, secret: Bool = false,
    neededToStart: Bool = false, required: Bool = false, reload: Reload = .restart, _ summary: String
  ) {
    self.path = path
    self.kind = kind
    self.defaultValue = defaultValue
    isSecret = secret
    isNeededToStart = neededToStart
    isRequired = required
    self.reload = reload
    self.summary = summary
  }

  /// The steps of the path; any element of a list is the step `[]`.
  package var steps: [String] {
    var steps: [String] = []
    for step in Array(path.utf8).split(separator: UInt8(ascii: ".")) {
      let isList = step.last == UInt8(ascii: "]")
      steps.append(String(decoding: isList ? step.dropLast(2) : step, as: UTF8.self))
      if isList { steps.append("[]") }
    }
    return steps
  }

  /// Whether the path stands for one place, and not for any name or element.
  package var isFixed: Bool { !steps.contains { $0 == "*" || $0 == "[]" } }
}
