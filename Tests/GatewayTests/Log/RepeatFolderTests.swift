import Configuration
import Platform
import Testing

@testable import Gateway

@Suite("Folding repeated log records") struct RepeatFolderTests {
  @Test("repetitions are held back and counted when something else comes") func folding() {
    var folder = RepeatFolder()
    #expect(written(&folder, "a", at: 0) == ["a"])
    for second in 1...3 { #expect(written(&folder, "a", at: second) == []) }
    #expect(written(&folder, "b", at: 4) == ["repeated 3 times: a", "b"])
    #expect(written(&folder, "a", at: 5) == ["a"])
    #expect(written(&folder, "a", at: 6) == [] && written(&folder, "c", at: 7) == ["repeated once: a", "c"])
  }

  @Test("a repetition that goes on is reported every thirty seconds") func longSilence() {
    var folder = RepeatFolder()
    let reports = (0...90).flatMap { written(&folder, "a", at: $0) }
    #expect(reports == ["a", "repeated 31 times: a", "repeated 31 times: a"])
    #expect(folder.flush(at: Timestamp(milliseconds: 91_000)).map(\.message) == ["repeated 28 times: a"])
  }

  @Test("of five million identical records a handful is written, and none is lost in the count") func flood() {
    var folder = RepeatFolder()
    let record = LogRecord(.warn, "again", time: Timestamp(milliseconds: 0))
    var lines = 0
    for _ in 0..<5_000_000 { lines += folder.received(record).count }
    #expect(lines == 1)
    #expect(folder.flush(at: record.time).map(\.message) == ["repeated 4999999 times: again"])
    #expect(folder.flush(at: record.time).isEmpty)
  }

  @Test("records that differ in level, subsystem or fields are no repetitions") func differences() {
    var folder = RepeatFolder()
    let records = [
      LogRecord(.info, "a"), LogRecord(.warn, "a"), LogRecord(.warn, "a", subsystem: "x"),
      LogRecord(.warn, "a", subsystem: "x", fields: ["id": "1"]),
    ]
    #expect(records.flatMap { folder.received($0) }.count == 4)
  }

  private func written(_ folder: inout RepeatFolder, _ message: String, at second: Int) -> [String] {
    folder.received(LogRecord(.info, message, time: Timestamp(milliseconds: Int64(second) * 1000))).map(\.message)
  }
}
