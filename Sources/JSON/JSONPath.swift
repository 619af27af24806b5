/// The way from a document's root to a value in it, such as `agents.list[0].id`.
package struct JSONPath: Hashable, Sendable {
  /// One step of the way.
  package enum Segment: Hashable, Sendable {
    /// Into the member of an object.
    case key(String)
    /// Into the element of an array; in an object, into the member whose key is these digits.
    case index(Int)

    /// The key that the step means in an object.
    package var keyText: String {
      switch self {
      case .key(let key): key
      case .index(let index): String(index)
      }
    }
  }

  /// The steps, outermost first.
  package var segments: [Segment]

  /// A path of known steps; none is the root.
  package init(_ segments: [Segment]) { self.segments = segments }

  /// A path of keys.
  package init(keys: [String]) { segments = keys.map { .key($0) } }

  /// The path to the whole document.
  package static let root = JSONPath([])

  /// Whether this is the path to the whole document.
  package var isRoot: Bool { segments.isEmpty }

  /// The path to what holds the value; the root's parent is the root.
  package var parent: JSONPath { JSONPath(segments.dropLast()) }

  /// The path to a member of the value.
  package func appending(_ key: String) -> JSONPath { JSONPath(segments + [.key(key)]) }

  /// The path to an element of the value.
  package func appending(index: Int) -> JSONPath { JSONPath(segments + [.index(index)]) }

  /// Whether the value is the one at `other` or lies inside it.
  package func isWithin(_ other: JSONPath) -> Bool { segments.starts(with: other.segments) }
}

extension JSONPath: CustomStringConvertible, ExpressibleByStringLiteral {
  /// The path as `init(parsing:)` reads it; `<root>` for the root.
  package var description: String {
    guard !isRoot else { return "<root>" }
    var text = ""
    for segment in segments {
      switch segment {
      case .index(let index): text += "[\(index)]"
      case .key(let key):
        if !text.isEmpty { text += "." }
        for character in key.unicodeScalars {
          if ["\\", ".", "[", "]"].contains(character) { text += "\\" }
          text.unicodeScalars.append(character)
        }
      }
    }
    return text
  }

  /// A path of plain keys between dots; nothing else is special.
  package init(stringLiteral value: String) {
    self.init(keys: Array(value.utf8).split(separator: UInt8(ascii: ".")).map { String(decoding: $0, as: UTF8.self) })
  }
}

extension JSONValue {
  /// The value at a path; nil when there is none.
  package subscript(path: JSONPath) -> JSONValue? {
    path.segments.reduce(self) { value, segment in
      switch (value, segment) {
      case (.array?, .index(let index)): value?[index]
      default: value?[segment.keyText]
      }
    }
  }
}
