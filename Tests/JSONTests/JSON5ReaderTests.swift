import JSON
import TestSupport
import Testing

@Suite("JSON5 reader") struct JSON5ReaderTests {
  private func read(_ text: String) throws -> JSONValue { try JSON5Document(Array(text.utf8)).value }

  static let valid: [JSONReaderTests.Valid] = [
    .init("// first\n{ /* in */ a: 1, } // last", ["a": 1]), .init("\u{FEFF}\u{A0}\u{2003}[1,\u{B}2,]", [1, 2]),
    .init("{$a_1: 'x', ünï: \"y\", \\u0061b: 1}", ["$a_1": "x", "ünï": "y", "ab": 1]),
    .init("{'a b': 1, \"c\": 2}", ["a b": 1, "c": 2]), .init("{null: 1, true: 2}", ["null": 1, "true": 2]),
    .init(#""it's""#, "it's"), .init("'a\\'b\\\"c\\\nd\\\r\ne\\\u{2028}'", "a'b\"cde"),
    .init(#"'\b\f\n\r\t\v\0\x41\u00e9\q\/'"#, "\u{8}\u{C}\n\r\t\u{B}\0Aéq/"), .init("'\u{2028}'", "\u{2028}"),
    .init(#"'\uD83D\uDE00'"#, "😀"), .init("+1", 1), .init("-1", -1), .init(".5", 0.5), .init("5.", .number(5)),
    .init("-.5e+1", .number(-5)), .init("0xdecaf", 0xdecaf), .init("-0XF", -15), .init("1e-3", 0.001),
    .init("9223372036854775807", .integer(.max)), .init("9223372036854775808", .number(9_223_372_036_854_775_808)),
    .init("[]", []), .init("{}", [:]), .init("-Infinity", .number(-.infinity)), .init("null", nil),
    .init("{a: 1, a: 2}", ["a": 2]), .init("[1,// c\r2]", [1, 2]),
  ]

  @Test("what JSON5 allows is read", arguments: valid) func accepts(_ sample: JSONReaderTests.Valid) throws {
    #expect(try read(sample.text) == sample.value)
  }

  @Test("NaN is a number that equals nothing") func notANumber() throws {
    #expect(try read("[NaN]")[0]?.doubleValue?.isNaN == true)
  }

  static let invalid: [JSONReaderTests.Invalid] = [
    .init("", .unexpectedEnd, 0), .init("// only", .unexpectedEnd, 7), .init("/* open", .unterminatedComment, 0),
    .init("/ 1", .expected("a comment after /"), 0), .init("{a: 1} {", .trailingContent, 7),
    .init("[,]", .expected("a value"), 1), .init("[1,,2]", .expected("a value"), 3),
    .init("[1 2]", .expected("a comma or ]"), 3),
    .init("{,}", .expected("a key"), 1), .init("{a}", .expected("a colon after the key"), 2),
    .init("{a: 1 b: 2}", .expected("a comma or }"), 6), .init("{1a: 2}", .expected("a key"), 1),
    .init("{a\\u002d: 1}", .invalidEscape, 2), .init("{\\x: 1}", .invalidEscape, 1),
    .init("{a-b: 1}", .expected("a colon after the key"), 2), .init("{a:", .unexpectedEnd, 3),
    .init("{a", .unexpectedEnd, 2),
    .init("'a", .unterminatedString, 0), .init("'a\nb'", .unterminatedString, 0), .init("'a\\", .unterminatedString, 2),
    .init(#"'\1'"#, .invalidEscape, 1), .init(#"'\01'"#, .invalidEscape, 1), .init(#"'\x4'"#, .invalidEscape, 1),
    .init(#"'\u12'"#, .invalidEscape, 1), .init(#"'\ud800'"#, .unpairedSurrogate, 1),
    .init(#"'\ud800\u0041'"#, .unpairedSurrogate, 1), .init("010", .invalidNumber, 0), .init("-", .unexpectedEnd, 1),
    .init("[.]", .invalidNumber, 1), .init("0x", .unexpectedEnd, 2), .init("[0xg]", .invalidNumber, 1),
    .init("[1e]", .invalidNumber, 1), .init("1e999", .numberOutOfRange, 0),
    .init("0xffffffffffffffffff", .numberOutOfRange, 0),
    .init("undefined", .expected("a value"), 0), .init("truex", .trailingContent, 4),
  ]

  @Test("what JSON5 does not allow is refused with its place", arguments: invalid)
  func refuses(_ sample: JSONReaderTests.Invalid) {
    let error = #expect(throws: JSON5Error.self) { try read(sample.text) }
    #expect(error?.reason == sample.reason)
    #expect(error?.offset == sample.offset)
  }

  @Test("bytes that are not UTF-8 are refused, in comments too", arguments: JSONReaderTests.illFormed)
  func refusesIllFormed(_ bytes: [UInt8]) {
    let error = #expect(throws: JSON5Error.self) { try JSON5Document(Array("// ".utf8) + bytes + Array("\n1".utf8)) }
    #expect(error?.reason == .invalidUTF8)
    #expect(error?.offset == 3)
  }

  @Test("a text cut anywhere is refused, and a changed byte never crashes the reader") func robustness() throws {
    let text = Array("{a: ['x\\u00e9\\\n', 0x1F, -.5e1], /* c */ 'b': {ü: null, // d\n}}".utf8)
    _ = try JSON5Document(text)
    for length in text.indices {
      #expect(throws: JSON5Error.self, "cut after \(length) bytes") { try JSON5Document(Array(text[..<length])) }
    }
    var generator = SeededGenerator(seed: 5)
    for _ in 0..<5_000 {
      var mutant = text
      mutant[Int.random(in: 0..<text.count, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
      if case .success(let document) = Result(catching: { try JSON5Document(mutant) }) {
        #expect(document.bytes == mutant)
      }
    }
  }

  @Test("depth and length are limited") func limits() {
    #expect(throws: JSON5Error.self) { try read(String(repeating: "[", count: 100_000)) }
    #expect(throws: JSON5Error.self) { try JSON5Document(Array("[1234]".utf8), limits: JSONLimits(bytes: 5)) }
  }

  @Test("every value and key knows its line and column") func locations() throws {
    let document = try JSON5Document(Array("{\n  // c\n  gateway: {\n    port: 1,\n    'é': [1, 2]\n  }\n}".utf8))
    #expect(document.location(of: .root) == TextPosition(line: 1, column: 1))
    #expect(document.location(of: "gateway.port") == TextPosition(line: 4, column: 11))
    #expect(document.keyLocation(of: "gateway.port") == TextPosition(line: 4, column: 5))
    #expect(document.location(of: JSONPath("gateway.é").appending(index: 1)) == TextPosition(line: 5, column: 14))
    #expect(document.location(of: "gateway.bind") == nil)
    #expect(document.nearestLocation(of: "gateway.auth.token") == TextPosition(line: 3, column: 12))
  }

  @Test("a key that stands twice is named with its second place") func duplicates() throws {
    let document = try JSON5Document(Array("{a: [{b: 1,\n b: 2}], c: 3}".utf8))
    #expect(document.duplicates.map(\.path.description) == ["a[0].b"])
    #expect(document.duplicates.first?.position == TextPosition(line: 2, column: 2))
  }
}
