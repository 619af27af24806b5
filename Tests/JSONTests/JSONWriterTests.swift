import JSON
import Testing

@Suite("JSON writer") struct JSONWriterTests {
  static let sample: JSONValue = [
    "text": "a\"\\\n\u{1}\u{1F} é/", "list": [1, -2.5, true, nil, []], "empty": [:], "big": .integer(.min),
  ]

  @Test("compact text has no blanks and keeps the members' order") func compact() {
    let expected =
      #"{"text":"a\"\\\n\u0001\u001f é/","list":[1,-2.5,true,null,[]],"empty":{},"big":-9223372036854775808}"#
    #expect(Self.sample.text() == expected)
  }

  @Test("pretty text indents by two spaces and ends without a newline") func pretty() {
    let value: JSONValue = ["a": [1, ["b": nil]], "c": [], "d": [:]]
    #expect(
      value.text(pretty: true) == """
        {
          "a": [
            1,
            {
              "b": null
            }
          ],
          "c": [],
          "d": {}
        }
        """)
  }

  @Test("what is written is read back", arguments: [false, true]) func roundTrip(_ pretty: Bool) throws {
    #expect(try JSONReader.read(Self.sample.encoded(pretty: pretty)) == Self.sample)
  }

  @Test("every control character survives") func controls() throws {
    let text = JSONValue.string(String(String.UnicodeScalarView((0..<0x20).map { Unicode.Scalar(UInt8($0)) })))
    #expect(try JSONReader.read(text.encoded()) == text)
  }

  @Test(
    "numbers keep their value and an infinite one becomes null",
    arguments: [0.1, 1e300, .leastNonzeroMagnitude, -1e21, 3.0])
  func numbers(_ number: Double) throws {
    #expect(try JSONReader.read(JSONValue.number(number).encoded()) == .number(number))
    #expect(JSONValue.number(.infinity).text() == "null")
  }
}
