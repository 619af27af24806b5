import JSON
import TestSupport
import Testing

@Suite("JSON5 edits in place") struct JSON5EditingTests {
  struct Edit: Sendable, CustomTestStringConvertible {
    let before: String
    let path: JSONPath
    let value: JSONValue
    let after: String
    init(_ before: String, _ path: JSONPath, _ value: JSONValue, _ after: String) {
      (self.before, self.path, self.value, self.after) = (before, path, value, after)
    }
    var testDescription: String { "\(path) in \(before)" }
  }

  static let replacements: [Edit] = [
    Edit("{ a: 1, /* keep */ b: 2 }", "a", 10, "{ a: 10, /* keep */ b: 2 }"),
    Edit("{\n\t'a' : 'x' , // c\n}\n", "a", "y", "{\n\t'a' : 'y' , // c\n}\n"),
    Edit("{a: 'x'}", "a", "it's", "{a: \"it's\"}"), Edit("{a: 0x10}", "a", 16, "{a: 0x10}"),
    Edit("{a: 1, a: 2}", "a", 3, "{a: 1, a: 3}"), Edit("[1, 2]", JSONPath([.index(1)]), nil, "[1, null]"),
    Edit("{\n  a: 1\n}", "a", ["b": [1]], "{\n  a: {\n    \"b\": [\n      1\n    ]\n  }\n}"),
    Edit("{a: 1}", "a", ["b": 2], "{a: {\"b\":2}}"), Edit("// c\n1", .root, true, "// c\ntrue"),
  ]

  static let insertions: [Edit] = [
    Edit("{}", "a", 1, "{\n  \"a\": 1\n}"), Edit("{}\n", "a.b", 1, "{\n  \"a\": {\n    \"b\": 1\n  }\n}\n"),
    Edit("{\"a\":{}}", "a.b", 1, "{\"a\":{\"b\":1}}"), Edit("{\"a\":1}", "b", "x", "{\"a\":1,\"b\":\"x\"}"),
    Edit("{ a: 1 }", "b", 2, "{ a: 1, b: 2 }"), Edit("{ a: 1, }", "b", 2, "{ a: 1, b: 2, }"),
    Edit("{'a': 'x'}", "b-c", "y", "{'a': 'x', 'b-c': 'y'}"), Edit("{a : 1,b : 2}", "c", 3, "{a : 1,b : 2,c : 3}"),
    Edit("{\n  a: 1\n}", "b", 2, "{\n  a: 1,\n  b: 2\n}"), Edit("{\n\ta: 1,\n}", "b", 2, "{\n\ta: 1,\n\tb: 2,\n}"),
    Edit(
      "{\r\n    \"a\": 1\r\n}\r\n", "b.c", 2, "{\r\n    \"a\": 1,\r\n    \"b\": {\r\n        \"c\": 2\r\n    }\r\n}\r\n"
    ),
    Edit("{\n  a: 1 // one\n  // end\n}", "b", 2, "{\n  a: 1, // one\n  b: 2\n  // end\n}"),
    Edit("{\n  a: 1, // one\n}", "b", 2, "{\n  a: 1, // one\n  b: 2,\n}"),
    Edit("{\n  a: 1 /* x */ }", "b", 2, "{\n  a: 1, /* x */\n  b: 2 }"),
    Edit("{\n  // none yet\n}", "a", 1, "{\n  // none yet\n  \"a\": 1\n}"),
    Edit("{\n  a: {\n  },\n}", "a.b", 1, "{\n  a: {\n    \"b\": 1\n  },\n}"),
    Edit("{\n  a: {},\n}", "a.b", 1, "{\n  a: {\n    \"b\": 1\n  },\n}"),
    Edit("{ a: { /* c */ } }", "a.b", 1, "{ a: { /* c */ \"b\": 1} }"),
    Edit("{a: [1, 2]}", JSONPath([.key("a"), .index(2)]), 3, "{a: [1, 2, 3]}"),
    Edit("{a: [\n  1,\n]}", JSONPath([.key("a"), .index(1)]), 2, "{a: [\n  1,\n  2,\n]}"),
    Edit("{ a: 1 }", JSONPath([.key("l"), .index(0), .key("id")]), "x", "{ a: 1, l: [{\"id\":\"x\"}] }"),
  ]

  @Test("a value is set and every other byte stays", arguments: replacements + insertions)
  func setting(_ edit: Edit) throws {
    var document = try JSON5Document(Array(edit.before.utf8))
    try document.set(edit.path, edit.value)
    #expect(String(decoding: document.bytes, as: UTF8.self) == edit.after)
    #expect(document.value[edit.path] == edit.value)
  }

  static let removals: [(String, JSONPath, String)] = [
    ("{ a: 1, b: 2 }", "a", "{ b: 2 }"), ("{ a: 1, b: 2 }", "b", "{ a: 1 }"), ("{a:1}", "a", "{}"),
    ("{\n  a: 1,\n  b: 2\n}", "a", "{\n  b: 2\n}"), ("{\n  a: 1,\n  b: 2\n}", "b", "{\n  a: 1\n}"),
    ("{\n  a: 1,\n  b: 2,\n}", "b", "{\n  a: 1,\n}"), ("{\r\n  a: 1\r\n}", "a", "{\r\n}"),
    ("{\n  a: 1, // one\n  b: 2 // two\n}", "b", "{\n  a: 1 // one\n  // two\n}"),
    ("{\n  a: 1, // one\n  b: 2\n}", "a", "{\n  // one\n  b: 2\n}"),
    ("{ a: 1 /* x */, b: 2 }", "a", "{ /* x */ b: 2 }"), ("{a: 1, /* x */ b: 2}", "b", "{a: 1 /* x */ }"),
    ("{a: {b: {c: 1}}}", "a.b.c", "{a: {b: {}}}"),
  ]

  @Test("a value is removed with its comma, and comments stay", arguments: removals)
  func removing(_ before: String, _ path: JSONPath, _ after: String) throws {
    var document = try JSON5Document(Array(before.utf8))
    try document.remove(path)
    #expect(String(decoding: document.bytes, as: UTF8.self) == after)
    #expect(document.value[path] == nil)
  }

  @Test("an element of an array is removed by its index") func removingElement() throws {
    var document = try JSON5Document(Array("[1, 2, 3]".utf8))
    try document.remove(JSONPath([.index(1)]))
    #expect(document.bytes == Array("[1, 3]".utf8))
  }

  @Test("what cannot be done is refused and leaves the text alone") func refusals() throws {
    var document = try JSON5Document(Array("{a: 1, l: [1]}".utf8))
    #expect(throws: JSON5EditError.noContainer("a")) { try document.set("a.b", 1) }
    #expect(throws: JSON5EditError.noContainer("l")) { try document.set("l.x", 1) }
    #expect(throws: JSON5EditError.self) { try document.set(JSONPath([.key("l"), .index(3)]), 1) }
    #expect(throws: JSON5EditError.absent("b")) { try document.remove("b") }
    #expect(throws: JSON5EditError.absent(.root)) { try document.remove(.root) }
    #expect(document.bytes == Array("{a: 1, l: [1]}".utf8))
  }

  static let layouts = [
    "{ // h\n  a: { x: 1, 'y': [1, /* i */ 2] }, // t\n  /* b */ b: [\n    {c: null}, // e\n  ],\n}\n// end",
    "{\"a\":{\"x\":1,\"y\":[1,2]},\"b\":[{\"c\":null}]}",
    "{\r\n\t\"a\": {\r\n\t\t\"x\": 1, \"y\": [1, 2]\r\n\t},\r\n\t\"b\": [\r\n\t\t{ \"c\": null }\r\n\t]\r\n}\r\n",
  ]

  @Test("a hundred random additions only add, and their removal leaves the same value", arguments: layouts)
  func randomEdits(_ text: String) throws {
    let original = try JSON5Document(Array(text.utf8))
    let parents: [JSONPath] = [.root, "a", "z", JSONPath([.key("b"), .index(0)])]
    var generator = SeededGenerator(seed: 11)
    var document = original
    var added: [JSONPath] = []
    for number in 0..<100 {
      let path = parents[Int.random(in: 0..<parents.count, using: &generator)].appending("n\(number)")
      let before = document
      try document.set(path, [.integer(Int64(number)), "s", [:], [1, ["k": nil]]][number % 4])
      #expect(before.bytes.isSubsequence(of: document.bytes))
      added.append(path)
    }
    for path in added.shuffled(using: &generator) { try document.remove(path) }
    if document.value["z"] != nil { try document.remove("z") }
    #expect(document.value == original.value)
  }
}

extension [UInt8] {
  /// Whether these bytes remain when some are taken out of `other`.
  fileprivate func isSubsequence(of other: [UInt8]) -> Bool {
    var rest = self[...]
    for byte in other where byte == rest.first { rest.removeFirst() }
    return rest.isEmpty
  }
}
