import JSON
import TestSupport
import Testing

@Suite("Strict JSON reader") struct JSONReaderTests {
  struct Valid: Sendable, CustomTestStringConvertible {
    let text: String
    let value: JSONValue
    init(_ text: String, _ value: JSONValue) { (self.text, self.value) = (text, value) }
    var testDescription: String { text }
  }

  static let valid: [Valid] = [
    Valid("null", nil), Valid(" true\n", true), Valid("false", false),
    Valid("0", 0), Valid("-0", 0), Valid("-17", -17), Valid("1e3", .number(1000)), Valid("2.5E-1", 0.25),
    Valid("9223372036854775807", .integer(.max)), Valid("-9223372036854775808", .integer(.min)),
    Valid("9223372036854775808", .number(9_223_372_036_854_775_808)), Valid("1e-999", .number(0)),
    Valid(#""""#, ""), Valid(#""a\"\\\/\b\f\n\r\t""#, "a\"\\/\u{8}\u{C}\n\r\t"),
    Valid(#""\u00e9\u0000\uD83D\uDE00""#, "é\0😀"), Valid("\"häß 水 😀 \u{7F}\u{2028}\"", "häß 水 😀 \u{7F}\u{2028}"),
    Valid("[]", []), Valid("[ 1 ,[2] ,\t{} ]", [1, [2], [:]]),
    Valid(#"{"a":{"b":[null]},"":1}"#, ["a": ["b": [nil]], "": 1]),
  ]

  @Test("a valid text gives its value", arguments: valid) func accepts(_ sample: Valid) throws {
    #expect(try JSONReader.read(sample.text) == sample.value)
  }

  struct Invalid: Sendable, CustomTestStringConvertible {
    let text: String
    let reason: JSONError.Reason
    let offset: Int
    init(_ text: String, _ reason: JSONError.Reason, _ offset: Int) {
      (self.text, self.reason, self.offset) = (text, reason, offset)
    }
    var testDescription: String { text }
  }

  static let invalid: [Invalid] = [
    Invalid("", .unexpectedEnd, 0), Invalid("  ", .unexpectedEnd, 2), Invalid("nul", .expected("null"), 0),
    Invalid("True", .expected("a value"), 0), Invalid("NaN", .expected("a value"), 0),
    Invalid("'a'", .expected("a value"), 0), Invalid("// c\n1", .expected("a value"), 0),
    Invalid("\u{FEFF}1", .byteOrderMark, 0), Invalid("1 2", .trailingContent, 2),
    Invalid("tru", .expected("true or false"), 0), Invalid("1\0", .trailingContent, 1),
    Invalid("01", .invalidNumber, 0), Invalid("[1.]", .invalidNumber, 1), Invalid("-", .unexpectedEnd, 1),
    Invalid("[.5]", .expected("a value"), 1), Invalid("+1", .expected("a value"), 0),
    Invalid("1e400", .numberOutOfRange, 0),
    Invalid("[1e+]", .invalidNumber, 1), Invalid("0x10", .trailingContent, 1),
    Invalid("[1,]", .trailingComma, 3), Invalid(#"{"a":1,}"#, .trailingComma, 7),
    Invalid("[,1]", .expected("a value"), 1),
    Invalid("[1 2]", .expected("a comma or ]"), 3), Invalid(#"{"a" 1}"#, .expected("a colon after the key"), 5),
    Invalid(#"{"a":1 "b":2}"#, .expected("a comma or }"), 7), Invalid("{a:1}", .expected("a key in double quotes"), 1),
    Invalid("[1}", .expected("a comma or ]"), 2), Invalid("{", .unexpectedEnd, 1), Invalid("[[]", .unexpectedEnd, 3),
    Invalid("\"a\nb\"", .controlCharacter(10), 2), Invalid(#""a"#, .unterminatedString, 0),
    Invalid(#""\x41""#, .invalidEscape, 1), Invalid(#""\u12g4""#, .invalidEscape, 1),
    Invalid(#""\ud800""#, .unpairedSurrogate, 1), Invalid(#""\udc00\ud800""#, .unpairedSurrogate, 1),
    Invalid(#""\ud800\u0041""#, .unpairedSurrogate, 1),
  ]

  @Test("an invalid text is refused with its reason and place", arguments: invalid) func refuses(_ sample: Invalid) {
    let error = #expect(throws: JSONError.self) { try JSONReader.read(sample.text) }
    #expect(error?.reason == sample.reason)
    #expect(error?.offset == sample.offset)
  }

  static let illFormed: [[UInt8]] = [
    [0x80], [0xC0, 0x80], [0xC1, 0xBF], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xF0, 0x80, 0x80, 0x80],
    [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xFF], [0xC3], [0xE2, 0x82], [0xF0, 0x9F, 0x98], [0xC3, 0x28],
  ]

  @Test("bytes that are not UTF-8 are refused where they stand", arguments: illFormed)
  func refusesIllFormed(_ bytes: [UInt8]) {
    let text = Array("\"0123456789".utf8) + bytes + Array("\"".utf8)
    let error = #expect(throws: JSONError.self) { try JSONReader.read(text) }
    #expect(error?.reason == .invalidUTF8)
    #expect(error?.offset == 11)
  }

  @Test("line and column count LF, CR and CR LF, and characters rather than bytes") func position() {
    let error = #expect(throws: JSONError.self) { try JSONReader.read("[1,\r\n2,\n\r \"é\" x]") }
    #expect(error?.description == "line 4, column 6: expected a comma or ]")
  }

  @Test("a text cut anywhere is refused and never read past its end") func truncation() throws {
    let text = Array(#"{"a":[1,-2.5e+3,true,false,null,"x\né😀\ud83d\ude00"],"b":{"c":{}}}"#.utf8)
    _ = try JSONReader.read(text)
    for length in text.indices {
      #expect(throws: JSONError.self, "cut after \(length) bytes") { try JSONReader.read(text[..<length]) }
    }
  }

  @Test("a text with one byte changed is read or refused, and what is read survives a round trip") func mutation()
    throws
  {
    let text = Array(#"{"a":[1,-2.5e+3,true,"x\né😀\ud83d\ude00"],"b":{"c":null}}"#.utf8)
    var generator = SeededGenerator(seed: 7)
    var readable = 0
    for _ in 0..<5_000 {
      var mutant = text
      mutant[Int.random(in: 0..<text.count, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
      guard case .success(let value) = Result(catching: { try JSONReader.read(mutant) }) else { continue }
      readable += 1
      #expect(try JSONReader.read(value.encoded()) == value)
    }
    #expect(readable > 100)
  }

  @Test("depth and length are limited") func limits() throws {
    let nested = { (depth: Int) in String(repeating: "[", count: depth) + String(repeating: "]", count: depth) }
    #expect(throws: Never.self) { try JSONReader.read(nested(128)) }
    #expect(throws: JSONError.self) { try JSONReader.read(nested(129)) }
    #expect(throws: JSONError.self) { try JSONReader.read(String(repeating: "[", count: 100_000)) }
    #expect(throws: JSONError.self) { try JSONReader.read("[1234]", limits: JSONLimits(bytes: 5)) }
    #expect(throws: Never.self) { try JSONReader.read("[123]", limits: JSONLimits(bytes: 5)) }
  }

  @Test("bytes that do not lie side by side are read as well") func anyCollection() throws {
    let text = Array("]2,1[".utf8).reversed() as ReversedCollection
    #expect(try JSONReader.read(text) == [1, 2])
  }
}
