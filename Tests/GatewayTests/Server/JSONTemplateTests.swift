import JSON
import Testing

@testable import Gateway

@Suite("Text with holes") struct JSONTemplateTests {
  @Test("holes are filled in the order of the text") func filling() throws {
    let template = JSONTemplate { ["a": $0, "b": [1, $0], "c": "x"] }
    var output: [UInt8] = []
    template.append(to: &output) { JSONWriter.append(integer: $0 + 7, to: &$1) }
    #expect(String(decoding: output, as: UTF8.self) == #"{"a":7,"b":[1,8],"c":"x"}"#)
  }

  @Test("a text without holes is appended as it is") func noHoles() {
    var output: [UInt8] = []
    JSONTemplate { _ in [1, 2] }.append(to: &output) { _, _ in Issue.record("there is no hole") }
    #expect(output == Array("[1,2]".utf8))
  }
}
