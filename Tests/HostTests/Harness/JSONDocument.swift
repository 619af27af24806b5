import Foundation

/// A JSON document as Foundation reads it, a reader that is not ours; absent keys are `null`.
@dynamicMemberLookup
enum JSONDocument: Hashable, Sendable {
  case null
  case bool(Bool)
  case number(Double)
  case string(String)
  case list([JSONDocument])
  case object([String: JSONDocument])

  /// - Throws: when the text is not exactly one document.
  init(_ text: String) throws { self = try JSONDecoder().decode(JSONDocument.self, from: Data(text.utf8)) }

  subscript(dynamicMember key: String) -> JSONDocument { self[key] }

  /// The value at a key, or at keys divided by points.
  subscript(path: String) -> JSONDocument {
    get {
      path.split(separator: ".").reduce(self) { value, key in
        if case .object(let members) = value { members[String(key)] ?? .null } else { .null }
      }
    }
  }

  var items: [JSONDocument] { if case .list(let items) = self { items } else { [] } }

  var text: String? { if case .string(let text) = self { text } else { nil } }

  var integer: Int? { if case .number(let number) = self { Int(exactly: number) } else { nil } }

  /// The document without the values at these paths, which change from one moment to the next.
  func without(_ paths: String...) -> JSONDocument {
    paths.reduce(self) { $0.without(path: $1.split(separator: ".").map(String.init)[...]) }
  }

  private func without(path: ArraySlice<String>) -> JSONDocument {
    guard case .object(var members) = self, let key = path.first else { return self }
    members[key] = path.count == 1 ? nil : members[key]?.without(path: path.dropFirst())
    return .object(members)
  }
}

extension JSONDocument: Decodable {
  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let bool = try? container.decode(Bool.self) {
      self = .bool(bool)
    } else if let number = try? container.decode(Double.self) {
      self = .number(number)
    } else if let string = try? container.decode(String.self) {
      self = .string(string)
    } else if let list = try? container.decode([JSONDocument].self) {
      self = .list(list)
    } else {
      self = .object(try container.decode([String: JSONDocument].self))
    }
  }
}

extension JSONDocument: ExpressibleByStringLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByArrayLiteral, ExpressibleByNilLiteral
{
  init(stringLiteral value: String) { self = .string(value) }
  init(booleanLiteral value: Bool) { self = .bool(value) }
  init(integerLiteral value: Int) { self = .number(Double(value)) }
  init(arrayLiteral elements: JSONDocument...) { self = .list(elements) }
  init(nilLiteral: ()) { self = .null }
}
