/// A positional argument as help, manual, completions and the parser see it.
package struct ArgumentDescription: Hashable, Sendable {
  /// The name in usage lines: `METHOD`.
  package let name: String
  /// What its words may be.
  package let kind: ValueKind
  /// One line for help.
  package let summary: String
  /// Whether it takes every word that is left, none included.
  ///
  /// Only the last argument may.
  package let isRepeated: Bool

  /// The argument in a usage line: `METHOD` or `[COMMAND...]`.
  package var usage: String { isRepeated ? "[\(name)...]" : name }
}

/// A declared argument together with the type of its value: the key that reads it from a `ParsedInvocation`.
package struct Argument<Value: Sendable>: Sendable {
  /// The argument without its type.
  package let description: ArgumentDescription
  /// Turns the words given, each accepted by the kind, into what the program works with.
  let read: @Sendable ([String]) -> Value?
}

extension Argument where Value == String {
  /// The gateway method that `gateway call` calls.
  package static var method: Argument {
    let description = ArgumentDescription(
      name: "METHOD", kind: .text("method"), summary: "The method's name, for example health.", isRepeated: false)
    return Argument(description: description) { $0.first }
  }

  /// The request of a node to be paired.
  package static var request: Argument {
    let description = ArgumentDescription(
      name: "REQUEST", kind: .text("request id"), summary: "The request's id, from `openclaw nodes pending`.",
      isRepeated: false)
    return Argument(description: description) { $0.first }
  }

  /// The file that `protocol validate` checks.
  package static var file: Argument {
    let description = ArgumentDescription(
      name: "FILE", kind: .file, summary: "The JSON file, or - for standard input.", isRepeated: false)
    return Argument(description: description) { $0.first }
  }
}

extension Argument where Value == String {
  /// The way to a key of the configuration.
  package static var keyPath: Argument {
    let description = ArgumentDescription(
      name: "PATH", kind: .keyPath, summary: "The key, for example gateway.port.", isRepeated: false)
    return Argument(description: description) { $0.first }
  }

  /// What a key of the configuration is to hold.
  package static var configurationValue: Argument {
    let description = ArgumentDescription(
      name: "VALUE", kind: .json5, summary: "What the key is to hold.", isRepeated: false)
    return Argument(description: description) { $0.first }
  }
}

extension Argument where Value == Shell {
  /// The shell that a completion script is for.
  package static var shell: Argument {
    let description = ArgumentDescription(
      name: "SHELL", kind: .choice(Shell.allCases.map(\.rawValue)), summary: "The shell that will read the script.",
      isRepeated: false)
    return Argument(description: description) { $0.first.flatMap(Shell.init(rawValue:)) }
  }
}

extension Argument where Value == [String] {
  /// The command or topic that `help` is asked about.
  package static var topic: Argument {
    let description = ArgumentDescription(
      name: "COMMAND", kind: .text("command"), summary: "A command's words, or a topic: exit-status, configuration.",
      isRepeated: true
    )
    return Argument(description: description) { $0 }
  }
}
