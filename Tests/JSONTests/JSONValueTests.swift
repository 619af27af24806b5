import JSON
import Testing

@Suite("JSON values") struct JSONValueTests {
  @Test("each kind answers to its own accessor only") func accessors() {
    let value: JSONValue = ["s": "x", "i": 3, "d": 2.5, "b": false, "a": [1], "n": nil]
    #expect(value["s"]?.stringValue == "x")
    #expect(value["i"]?.integerValue == 3)
    #expect(value["i"]?.doubleValue == 3)
    #expect(value["d"]?.integerValue == nil)
    #expect(value["b"]?.boolValue == false)
    #expect(value["a"]?[0] == 1)
    #expect(value["a"]?[1] == nil)
    #expect(value["n"] == .some(.null))
    #expect(value["missing"] == nil)
    #expect(value["s"]?["x"] == nil)
  }

  @Test("a whole number written with an exponent counts as an integer") func wholeNumber() throws {
    #expect(try JSONReader.read("1e3").integerValue == 1000)
    #expect(JSONValue.number(1e30).integerValue == nil)
  }

  @Test("members keep their order through replacing, adding and removing", arguments: [3, 30])
  func order(_ count: Int) {
    var object = JSONObject((0..<count).map { ("k\($0)", JSONValue.integer(Int64($0))) })
    object["k1"] = "new"
    object["k0"] = nil
    object["last"] = true
    #expect(object.keys == (1..<count).map { "k\($0)" } + ["last"])
    #expect(object["k1"] == "new")
    #expect(object["k2"] == 2)
    #expect(object["k0"] == nil)
    #expect(object.count == count)
  }

  @Test("objects are equal, and hash alike, in any order") func equality() {
    let one: JSONValue = ["a": 1, "b": [2]]
    let other: JSONValue = ["b": [2], "a": 1]
    #expect(one == other)
    #expect(one.hashValue == other.hashValue)
    #expect(one != ["a": 1])
    #expect(one != ["a": 1, "c": [2]])
  }
}
