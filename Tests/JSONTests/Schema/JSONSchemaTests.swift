import Testing

@testable import JSON

@Suite("JSON Schema, draft-07") struct JSONSchemaTests {
  /// A schema with values that fit, and values that do not with the places and keywords that say so.
  struct Case: CustomTestStringConvertible {
    let schema: String
    let fitting: [String]
    let failing: [(value: String, violations: String)]

    init(_ schema: String, fits fitting: [String], fails failing: [(String, String)]) {
      self.schema = schema
      self.fitting = fitting
      self.failing = failing.map { (value: $0.0, violations: $0.1) }
    }

    var testDescription: String { schema }
  }

  static let cases: [Case] = [
    Case("true", fits: ["null", "[1]"], fails: []), Case("false", fits: [], fails: [("1", " ")]),
    Case(
      #"{"type":"integer"}"#, fits: ["1", "1.0", "98249283749234923498293171823948729348710298301928331"],
      fails: [("1.5", " type"), (#""1""#, " type")]),
    Case(#"{"type":["null","string"]}"#, fits: ["null", #""""#], fails: [("false", " type")]),
    Case(#"{"const":{"a":[1.0]}}"#, fits: [#"{"a":[1]}"#], fails: [(#"{"a":[true]}"#, " const")]),
    Case(#"{"enum":[0,false]}"#, fits: ["0.0", "false"], fails: [("null", " enum")]),
    Case(
      #"{"minimum":1.5,"exclusiveMaximum":3}"#, fits: ["1.5", #""x""#],
      fails: [("1", " minimum"), ("3", " exclusiveMaximum")]),
    Case(#"{"multipleOf":0.01}"#, fits: ["0", "4.5"], fails: [("0.0075", " multipleOf")]),
    Case(#"{"multipleOf":0.5}"#, fits: ["1e308"], fails: []),
    Case(
      #"{"minLength":1,"maxLength":2.0}"#, fits: [#""\ud83d\udca9\ud83d\udca9""#],
      fails: [(#""""#, " minLength"), (#""abc""#, " maxLength")]),
    Case(#"{"pattern":"^\\d+$"}"#, fits: [#""12""#, "12"], fails: [(#""a1""#, " pattern")]),
    Case(
      #"{"items":{"type":"string"},"minItems":1,"maxItems":2,"uniqueItems":true}"#, fits: [#"["a","b"]"#],
      fails: [("[]", " minItems"), (#"["a","a"]"#, " uniqueItems"), (#"["a",1]"#, "/1 type")]),
    Case(
      #"{"items":[true,{"type":"null"}],"additionalItems":false}"#, fits: ["[1]", "[1,null]"],
      fails: [("[1,2]", "/1 type"), ("[1,null,3]", "/2 ")]),
    Case(#"{"contains":{"minimum":5}}"#, fits: ["[1,5]"], fails: [("[]", " contains")]),
    Case(
      #"{"properties":{"a/b":{"type":"null"}},"patternProperties":{"^x":{"type":"integer"}},"additionalProperties":false}"#,
      fits: [#"{"a/b":null,"x1":1}"#],
      fails: [(#"{"a/b":1,"x":"","y":0}"#, "/a~1b type, /x type,  additionalProperties")]),
    Case(
      #"{"required":["a"],"maxProperties":1,"propertyNames":{"maxLength":1}}"#, fits: [#"{"a":1}"#],
      fails: [(#"{"bb":1}"#, " required,  propertyNames"), (#"{"a":1,"b":2}"#, " maxProperties")]),
    Case(
      #"{"dependencies":{"a":["b"],"c":{"minProperties":3}}}"#, fits: ["{}", #"{"a":1,"b":2}"#],
      fails: [(#"{"a":1}"#, " dependencies"), (#"{"c":1}"#, " minProperties")]),
    Case(#"{"allOf":[{"minimum":1},{"maximum":2}]}"#, fits: ["1", "2"], fails: [("3", " maximum")]),
    Case(#"{"anyOf":[{"type":"null"},{"minimum":2}]}"#, fits: ["null", "2"], fails: [("1", " anyOf")]),
    Case(
      #"{"oneOf":[{"type":"integer"},{"minimum":2}]}"#, fits: ["1", "2.5"], fails: [("3", " oneOf"), ("1.5", " oneOf")]),
    Case(#"{"not":{"type":"null"}}"#, fits: ["1"], fails: [("null", " not")]),
    Case(
      #"{"if":{"type":"string"},"then":{"minLength":1},"else":{"minimum":0}}"#, fits: [#""a""#, "0"],
      fails: [(#""""#, " minLength"), ("-1", " minimum")]),
    Case(
      ##"{"definitions":{"a~b%/c":{"type":"null"}},"properties":{"x":{"$ref":"#/definitions/a~0b%25~1c","minimum":9}}}"##,
      fits: [#"{"x":null}"#], fails: [(#"{"x":1}"#, "/x type")]),
    Case(
      ##"{"properties":{"next":{"$ref":"#"}},"additionalProperties":false}"##, fits: [#"{"next":{"next":{}}}"#],
      fails: [(#"{"next":{"other":1}}"#, "/next additionalProperties")]),
  ]

  @Test("each keyword takes what fits and names what does not, with its place", arguments: cases)
  func keywords(sample: Case) throws {
    let schema = JSONSchema(try JSONReader.read(sample.schema))
    for text in sample.fitting { #expect(try schema.violations(in: JSONReader.read(text)) == [], "\(text)") }
    for (text, expected) in sample.failing {
      let violations = try schema.violations(in: JSONReader.read(text))
      #expect(violations.map { "\($0.pointer) \($0.keyword)" }.joined(separator: ", ") == expected, "\(text)")
    }
  }

  @Test("a schema that cannot be followed is an error and no verdict")
  func errors() throws {
    let cases: [(String, JSONSchemaError)] = [
      (##"{"$ref":"#/nowhere"}"##, .unresolved("#/nowhere")), (#"{"$ref":"other.json"}"#, .unresolved("other.json")),
      (#"{"pattern":"("}"#, .pattern("(")), (##"{"allOf":[{"$ref":"#"}]}"##, .tooDeep),
    ]
    for (schema, error) in cases {
      let schema = JSONSchema(try JSONReader.read(schema))
      #expect(throws: error) { try schema.violations(in: "text") }
    }
  }
}
