import Platform

/// A declared flag together with the type of its value: the key that reads it from a `ParsedInvocation`.
package struct Flag<Value: Sendable>: Sendable {
  /// The flag without its type.
  package internal(set) var description: FlagDescription
  /// Turns a value that the kind accepts into what the program works with.
  let read: @Sendable (String) -> Value?

  private init(_ description: FlagDescription, read: @escaping @Sendable (String) -> Value?) {
    self.description = description
    self.read = read
  }

  /// The same flag with another help line, for a command where it means something more exact.
  func described(_ summary: String) -> Flag { changed { $0.summary = summary } }

  /// The same flag with what holds when it is left out.
  func defaulting(to text: String) -> Flag { changed { $0.defaultText = text } }

  /// The same flag, for a command that does not do without it.
  var required: Flag { changed { $0.isRequired = true } }

  /// The same flag, refused unless another one is given.
  func requiring(_ long: String) -> Flag { changed { $0.requirement = long } }

  /// The same flag, refused together with any of these.
  func excluding(_ longs: String...) -> Flag { changed { $0.alternatives = longs } }

  /// The same flag, for a command that has neither the flag it needs elsewhere nor those it excludes there.
  var unconditional: Flag {
    changed {
      $0.requirement = nil
      $0.alternatives = []
    }
  }

  private func changed(_ change: (inout FlagDescription) -> Void) -> Flag {
    var copy = self
    change(&copy.description)
    return copy
  }
}

extension Flag where Value == Bool {
  init(switch long: String, short: [Character] = [], _ summary: String) {
    self.init(FlagDescription(long, short: short, summary: summary)) { _ in true }
  }
}

extension Flag where Value == String {
  init(_ long: String, _ kind: ValueKind, _ summary: String) {
    self.init(FlagDescription(long, kind: kind, summary: summary)) { $0 }
  }
}

extension Flag where Value == [String] {
  init(list long: String, _ placeholder: String, _ summary: String) {
    self.init(FlagDescription(long, kind: .text(placeholder), summary: summary)) { text in
      text.split(separator: ",").map { $0.trimmingBlanks() }.filter { !$0.isEmpty }
    }
  }
}

extension Flag where Value == Secret {
  init(secret long: String, _ summary: String) {
    self.init(FlagDescription(long, kind: .secret(long), summary: summary)) { Secret($0) }
  }
}

extension Flag where Value == Int {
  init(count long: String, _ bounds: ClosedRange<Int>, _ summary: String) {
    self.init(FlagDescription(long, kind: .integer("count", bounds), summary: summary)) { ValueKind.number($0) }
  }
}

extension Flag where Value == Port {
  init(port long: String, _ summary: String) {
    self.init(FlagDescription(long, kind: .integer("number", 1...65535), summary: summary)) { Port($0) }
  }
}

extension Flag where Value == Duration {
  init(milliseconds long: String, _ summary: String) {
    self.init(FlagDescription(long, kind: .milliseconds, summary: summary)) {
      ValueKind.number($0).map { .milliseconds($0) }
    }
  }

  init(seconds long: String, _ summary: String) {
    self.init(FlagDescription(long, kind: .seconds, summary: summary)) { ValueKind.number($0).map { .seconds($0) } }
  }
}

extension Flag where Value: RawRepresentable & CaseIterable, Value.RawValue == String {
  init(choice long: String, _ summary: String) {
    let words = Value.allCases.map(\.rawValue)
    self.init(FlagDescription(long, kind: .choice(words), summary: summary)) { Value(rawValue: $0) }
  }
}

/// Descriptions of typed flags, in the order given.
func flags<each Value>(_ flags: repeat Flag<each Value>) -> [FlagDescription] {
  var descriptions: [FlagDescription] = []
  repeat descriptions.append((each flags).description)
  return descriptions
}
