/// One way in which a JSON value differs from its shape.
package struct Violation: Hashable, Sendable, CustomStringConvertible {
  /// Where: a JSON pointer (RFC 6901), empty for the whole value.
  package let pointer: String
  /// What is wrong there.
  package let message: String
  /// Whether the place is named even when it is the whole value.
  private let namesRoot: Bool

  package init(pointer: String, message: String) {
    self.init(pointer: pointer, message: message, namesRoot: false)
  }

  private init(pointer: String, message: String, namesRoot: Bool) {
    self.pointer = pointer
    self.message = message
    self.namesRoot = namesRoot
  }

  /// A key that the object at `pointer` does not have.
  package static func unexpectedProperty(_ name: String, at pointer: String) -> Violation {
    Violation(pointer: pointer, message: "unexpected property '\(name)'", namesRoot: true)
  }

  package var description: String {
    if pointer.isEmpty { return namesRoot ? "at root: \(message)" : message }
    return "at \(pointer): \(message)"
  }
}

/// A value that does not have the shape it should have; holds every violation, at least one.
package struct ShapeError: Error, Hashable, Sendable, CustomStringConvertible {
  package let violations: [Violation]

  package init(_ violations: [Violation]) { self.violations = violations }

  /// The violations in the order they were found, each once, joined by `; `.
  package var description: String {
    var seen: Set<String> = []
    return violations.map(\.description).filter { seen.insert($0).inserted }.joined(separator: "; ")
  }
}
