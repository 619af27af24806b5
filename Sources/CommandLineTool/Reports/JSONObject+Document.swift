import JSON

extension JSONObject {
  /// The document as scripts get it: `ok`, `schemaVersion`, then the members of `content`.
  package static func document(ok: Bool, _ content: JSONObject) -> JSONObject {
    var document: JSONObject = ["ok": .bool(ok), "schemaVersion": 1]
    for entry in content.entries { document[entry.key] = entry.value }
    return document
  }

  /// Adds a member when there is a value; absent ones are left out of documents.
  package mutating func add(_ key: String, _ value: String?) { if let value { self[key] = .string(value) } }

  /// Adds a truth when there is one.
  package mutating func add(_ key: String, _ value: Bool?) { if let value { self[key] = .bool(value) } }

  /// Adds a whole number when there is one.
  package mutating func add(_ key: String, _ value: (some BinaryInteger)?) {
    if let value { self[key] = .integer(Int64(value)) }
  }
}
