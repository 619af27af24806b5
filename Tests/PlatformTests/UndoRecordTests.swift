import Platform
import Testing

@Suite("Undo record")
struct UndoRecordTests {
  static let records = [
    UndoRecord(verb: "nothing", operands: []), UndoRecord(verb: "write", "/a b", "", "x\ny;3:,"),
    UndoRecord(verb: "", operands: [[], [0, 255, 10, 13], Array(repeating: 44, count: 300)]),
    UndoRecord(verb: "é", "ü\0"),
  ]

  @Test("what is encoded is decoded", arguments: records)
  func roundTrip(record: UndoRecord) { #expect(UndoRecord.decodeAll(record.encoded) == [record]) }

  @Test("the encoding is a count, netstrings and a newline") func form() {
    #expect(UndoRecord(verb: "ab", "c", "").encoded == Array("3;2:ab,1:c,0:,\n".utf8))
  }

  @Test("cut at any offset, the whole records before the cut are left") func truncation() {
    let journal = Self.records.flatMap(\.encoded)
    var ends: [Int] = []
    for record in Self.records { ends.append((ends.last ?? 0) + record.encoded.count) }
    for offset in 0...journal.count {
      let whole = ends.prefix { $0 <= offset }.count
      #expect(UndoRecord.decodeAll(Array(journal[..<offset])) == Array(Self.records[..<whole]))
    }
  }

  @Test(
    "what is no record ends the journal",
    arguments: [
      "x", "1", ";", "0;\n", "1;1:a,", "1;1:a,x", "1;2:a,\n", "1;1:ab,\n", "1;:,\n", "1;-1:,\n", "1;+1:a,\n",
      " 1;1:a,\n",
      "1;99999999999999999999999:a,\n", "99999999999999999999;1:a,\n", "2;1:a,\n",
    ])
  func malformed(text: String) {
    let good = UndoRecord(verb: "good", "x")
    #expect(UndoRecord.decodeAll(Array(text.utf8)) == [])
    #expect(UndoRecord.decodeAll(good.encoded + Array(text.utf8) + good.encoded) == [good])
  }

  @Test("an operand that is not there is nil and empty text") func operands() {
    let record = UndoRecord(verb: "v", "a")
    #expect(record.operand(0) == [97] && record.operand(1) == nil && record.operand(-1) == nil)
    #expect(record.text(0) == "a" && record.text(7).isEmpty)
  }
}
