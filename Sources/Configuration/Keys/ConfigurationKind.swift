import JSON
import Platform
import Profiles

/// What a key may hold.
package enum ConfigurationKind: Hashable, Sendable {
  case boolean
  case integer(ClosedRange<Int64>)
  case text
  case choice([String])
  case path
  case texts
  /// Strings and numbers, as some identifiers are written.
  case identifiers
  case number(ClosedRange<Double>)
  /// Any number above 0.
  case positiveNumber
  /// A number and its unit, such as `30m`.
  case duration
  /// An object with members of any name.
  case object
  /// A value of any of these kinds.
  case anyOf([ConfigurationKind])
  /// `ws://` or `wss://` and a host.
  case webSocketURL
  /// `http://` or `https://` and a host.
  case webURL
  /// Four numbers from 0 to 255 between dots.
  case ipv4Address
  /// `#RRGGBB`, the mark optional.
  case color
  /// Anything: a part of the file that nothing here reads yet.
  case unread

  /// One of an enumeration's words.
  static func choice<Choice: CaseIterable & RawRepresentable<String>>(of _: Choice.Type) -> ConfigurationKind {
    .choice(Choice.allCases.map(\.rawValue))
  }

  /// Whether a value is of this kind.
  package func accepts(_ value: JSONValue) -> Bool {
    switch self {
    case .boolean: value.boolValue != nil
    case .integer(let range): value.integerValue.map(range.contains) ?? false
    case .text: value.stringValue != nil
    case .path: value.stringValue.map(Self.isPath) ?? false
    case .choice(let choices): value.stringValue.map(choices.contains) ?? false
    case .texts: value.arrayValue?.allSatisfy { $0.stringValue != nil } ?? false
    case .identifiers: value.arrayValue?.allSatisfy { $0.stringValue != nil || $0.doubleValue != nil } ?? false
    case .number(let range): value.doubleValue.map(range.contains) ?? false
    case .positiveNumber: value.doubleValue.map { $0 > 0 } ?? false
    case .duration: value.stringValue.map(Self.isDuration) ?? false
    case .object: value.objectValue != nil
    case .anyOf(let kinds): kinds.contains { $0.accepts(value) }
    case .webSocketURL: Self.isURL(value, ["ws://", "wss://"])
    case .webURL: Self.isURL(value, ["http://", "https://"])
    case .ipv4Address: value.stringValue.map(Self.isIPv4) ?? false
    case .color: value.stringValue.map(Self.isColor) ?? false
    case .unread: true
    }
  }

  /// What is accepted, in words that complete "expected …".
  package var accepted: String {
    switch self {
    case .boolean: "true or false"
    case .integer(0...Int64.max): "an integer that is not negative"
    case .integer(1...Int64.max): "an integer above 0"
    case .integer(let range): "an integer from \(range.lowerBound) to \(range.upperBound)"
    case .text: "a string"
    case .choice(let choices): choices.count == 1 ? "\"\(choices[0])\"" : "one of \(choices.joined(separator: ", "))"
    case .path: "a path"
    case .texts: "an array of strings"
    case .identifiers: "an array of strings and numbers"
    case .number(let range) where range.upperBound == .infinity: "a number that is not negative"
    case .number(let range): "a number from \(range.lowerBound) to \(range.upperBound)"
    case .positiveNumber: "a number above 0"
    case .duration: "a number and its unit, such as 30m"
    case .object: "an object"
    case .anyOf(let kinds): kinds.map(\.accepted).joined(separator: " or ")
    case .webSocketURL: "a URL that starts with ws:// or wss://"
    case .webURL: "a URL that starts with http:// or https://"
    case .ipv4Address: "an IPv4 address"
    case .color: "a color as #RRGGBB"
    case .unread: "anything"
    }
  }

  /// Whether the text names a file wherever it is read.
  private static func isPath(_ text: String) -> Bool {
    AbsolutePath(expanding: text, home: .root, relativeTo: .root) != nil
  }

  private static func isURL(_ value: JSONValue, _ schemes: [String]) -> Bool {
    guard let text = value.stringValue else { return false }
    return schemes.contains { text.lowercased().hasPrefix($0) && text.utf8.count > $0.utf8.count }
  }

  private static func isIPv4(_ text: String) -> Bool {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts.allSatisfy { part in UInt8(part).map { String($0) == part } ?? false }
  }

  private static func isDuration(_ text: String) -> Bool {
    let digits = text.prefix { $0.isNumber || $0 == "." }
    return Double(digits) != nil && ["", "ms", "s", "m", "h", "d"].contains(text.dropFirst(digits.count))
  }

  private static func isColor(_ text: String) -> Bool {
    let digits = text.hasPrefix("#") ? text.dropFirst() : text[...]
    return digits.utf8.count == 6 && digits.allSatisfy(\.isHexDigit)
  }
}
