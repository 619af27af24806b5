/// What tells two versions of a representation apart: RFC 9110 §8.8.3.
package struct EntityTag: Hashable, Sendable, CustomStringConvertible {
  /// Whether two versions that differ in bytes may share it.
  package let isWeak: Bool
  /// The text between the quotes.
  package let opaque: String

  /// A tag from its parts.
  ///
  /// - Parameter opaque: visible characters without `"`.
  package init(_ opaque: String, isWeak: Bool = false) {
    self.opaque = opaque
    self.isWeak = isWeak
  }

  /// Reads one tag, `"x"` or `W/"x"`; nil for anything else.
  package init?(reading text: String) {
    var rest = Substring(text).utf8.trimmingOptionalWhitespace
    guard let tag = EntityTag(takingFrom: &rest), rest.isEmpty else { return nil }
    self = tag
  }

  /// As it stands in a field.
  package var description: String { "\(isWeak ? "W/" : "")\"\(opaque)\"" }

  /// Whether both name the same bytes: strong comparison, §8.8.3.2.
  package func matchesStrongly(_ other: EntityTag) -> Bool { !isWeak && self == other }

  /// Whether both name equivalent content: weak comparison, §8.8.3.2.
  package func matchesWeakly(_ other: EntityTag) -> Bool { opaque == other.opaque }

  /// Takes a tag from the front.
  fileprivate init?(takingFrom text: inout Substring.UTF8View) {
    let isWeak = text.starts(with: "W/".utf8)
    let quoted = text.dropFirst(isWeak ? 2 : 0)
    let inner = quoted.dropFirst()
    guard quoted.first == UInt8(ascii: "\""), let end = inner.firstIndex(of: UInt8(ascii: "\"")),
      inner[..<end].allSatisfy({ $0 > 0x20 && $0 != 0x7F })
    else { return nil }
    self.init(String(Substring(inner[..<end])), isWeak: isWeak)
    text = inner[inner.index(after: end)...]
  }
}

/// The tags that If-Match or If-None-Match names: RFC 9110 §13.1.
package enum EntityTagList: Hashable, Sendable {
  /// `*`.
  case any
  case tags([EntityTag])

  /// Reads a list; what is no tag ends it, and those before it count.
  package init(reading text: String) {
    var rest = Substring(text).utf8.trimmingOptionalWhitespace
    if rest.elementsEqual("*".utf8) {
      self = .any
      return
    }
    var tags: [EntityTag] = []
    while let tag = EntityTag(takingFrom: &rest) {
      tags.append(tag)
      rest = rest.drop { $0 == UInt8(ascii: ",") || $0 == .space || $0 == .tab }
    }
    self = .tags(tags)
  }

  /// Whether it names a tag, or any.
  func contains(where matches: (EntityTag) -> Bool) -> Bool {
    switch self {
    case .any: true
    case .tags(let tags): tags.contains(where: matches)
    }
  }
}
