import TestSupport
import Testing

@testable import JSON

@Suite("Places in a text") struct TextRulerTests {
  @Test("a place found from a mark is the one counted from the start", arguments: 1...5)
  func sameAsCounting(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let pieces = ["a", "\n", "\r", "\r\n", "é", "😀", " ", "{"]
    let words = (0..<Int.random(in: 0...1500, using: &generator)).map { _ in
      pieces[Int.random(in: 0..<pieces.count, using: &generator)]
    }
    Array(words.joined().utf8).withUnsafeBytes { text in
      let ruler = TextRuler(text)
      let offsets = 0...text.count + 1
      #expect(offsets.map { ruler.position(of: $0, in: text) } == offsets.map { TextPosition(of: $0, in: text) })
    }
  }

  @Test("of many members each is found, of a key that stands twice the last") func manyMembers() throws {
    let members = (0..<40).map { "k\($0 % 30): \($0)" }.joined(separator: ",\n")
    var document = try JSON5Document(Array("{\(members)}".utf8))
    #expect(document.location(of: "k29")?.line == 30)
    #expect(document.location(of: "k3")?.line == 34)
    #expect(document.value["k3"] == 33)
    #expect(document.location(of: "k40") == nil)
    try document.set("k3", "new")
    #expect(document.value["k3"] == "new")
    try document.remove("k3")
    #expect(document.value["k3"] == 3)
    #expect(document.location(of: "k4")?.line == 34)
  }
}
