import JSON
import Testing

@Suite("Key paths") struct JSONPathTests {
  static let samples: [(String, [JSONPath.Segment])] = [
    ("a.b", [.key("a"), .key("b")]), ("agents.list[0].id", [.key("agents"), .key("list"), .index(0), .key("id")]),
    ("groups[-1001].x", [.key("groups"), .key("-1001"), .key("x")]), ("a.0", [.key("a"), .index(0)]),
    (#"models.my\.proxy.url"#, [.key("models"), .key("my.proxy"), .key("url")]), ("a[ x ]", [.key("a"), .key("x")]),
    ("a..b.", [.key("a"), .key("b")]), (#"a\[0\]"#, [.key("a[0]")]), ("a[\"x\"]", [.key("a"), .key("\"x\"")]),
    (#"a\\b"#, [.key(#"a\b"#)]), ("a.007", [.key("a"), .key("007")]), ("a[b.c]", [.key("a"), .key("b.c")]),
  ]

  @Test("a written path is read into its steps", arguments: samples)
  func parsing(_ text: String, _ segments: [JSONPath.Segment]) throws {
    let path = try JSONPath(parsing: text)
    #expect(path.segments == segments)
    #expect(try JSONPath(parsing: path.description) == path)
  }

  static let refused: [(String, JSONPathError)] = [
    ("", .empty), ("..", .empty), ("a[]", .emptyBrackets), ("a[ ]", .emptyBrackets), ("a[1", .unterminatedBracket),
  ]

  @Test("a path that names nothing is refused", arguments: refused)
  func refusing(_ text: String, _ error: JSONPathError) {
    #expect(throws: error) { try JSONPath(parsing: text) }
  }

  @Test("a path finds its value; digits find a key in an object") func lookup() {
    let value: JSONValue = ["a": [["b": 1]], "n": ["7": true]]
    #expect(value[JSONPath([.key("a"), .index(0), .key("b")])] == 1)
    #expect(value[JSONPath([.key("n"), .index(7)])] == true)
    #expect(value[JSONPath([.key("a"), .index(1)])] == nil)
    #expect(value[JSONPath("a.b")] == nil)
    #expect(value[JSONPath.root] == value)
    #expect(JSONPath.root.description == "<root>")
  }
}
