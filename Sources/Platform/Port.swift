/// A TCP port from 1 to 65535.
package struct Port: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// The number itself.
  package let number: Int

  /// Nil outside 1 to 65535.
  package init?(_ number: Int) {
    guard (1...65535).contains(number) else { return nil }
    self.number = number
  }

  /// Reads decimal digits and nothing else.
  package init?(_ text: String) {
    guard text.utf8.allSatisfy(\.isASCIIDigit), let number = Int(text) else { return nil }
    self.init(number)
  }

  /// The port this far above; nil outside 1 to 65535.
  package func advanced(by offset: Int) -> Port? { Port(number + offset) }

  package var description: String { String(number) }

  package static func < (left: Port, right: Port) -> Bool { left.number < right.number }
}
