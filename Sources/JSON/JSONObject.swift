/// The members of an object, in the order in which they were written, each key once.
///
/// Two objects with the same members are equal in whatever order they hold them: RFC 8259 section 4. Keys are the same
/// when Swift says so, which is Unicode canonical equivalence.
package struct JSONObject: Sendable {
  /// A key and its value.
  package struct Entry: Hashable, Sendable {
    /// The key, unescaped.
    package let key: String
    /// What the key stands for.
    package var value: JSONValue
  }

  /// The members in order.
  package private(set) var entries: [Entry] = []
  /// Where each key stands.
  ///
  /// Kept only from `indexedFrom` members on: a short list is faster to walk.
  private var positions: [String: Int] = [:]

  private static let indexedFrom = 12

  /// An object without members.
  package init() {}

  /// Takes members in order; a key that comes again replaces the value of the first.
  package init(_ members: some Sequence<(String, JSONValue)>) {
    for (key, value) in members { self[key] = value }
  }

  /// The keys in order.
  package var keys: [String] { entries.map(\.key) }

  /// How many members there are.
  package var count: Int { entries.count }

  /// Whether there are no members.
  package var isEmpty: Bool { entries.isEmpty }

  /// The value of a key.
  ///
  /// A new key goes to the end, a known one keeps its place, nil removes it.
  package subscript(key: String) -> JSONValue? {
    get { position(of: key).map { entries[$0].value } }
    set {
      switch (position(of: key), newValue) {
      case (let position?, let value?): entries[position].value = value
      case (nil, let value?): append(Entry(key: key, value: value))
      case (let position?, nil): remove(at: position)
      case (nil, nil): break
      }
    }
  }

  private func position(of key: String) -> Int? {
    positions.isEmpty ? entries.firstIndex { $0.key == key } : positions[key]
  }

  private mutating func append(_ entry: Entry) {
    entries.append(entry)
    if !positions.isEmpty {
      positions[entry.key] = entries.count - 1
    } else if entries.count >= Self.indexedFrom {
      reindex()
    }
  }

  private mutating func remove(at position: Int) {
    entries.remove(at: position)
    if !positions.isEmpty { reindex() }
  }

  private mutating func reindex() {
    positions.removeAll(keepingCapacity: true)
    for (position, entry) in entries.enumerated() { positions[entry.key] = position }
  }
}

extension JSONObject: Hashable {
  package static func == (left: JSONObject, right: JSONObject) -> Bool {
    left.count == right.count && left.entries.allSatisfy { right[$0.key] == $0.value }
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(entries.reduce(0) { $0 ^ $1.hashValue })
  }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
  package init(dictionaryLiteral elements: (String, JSONValue)...) { self.init(elements) }
}
