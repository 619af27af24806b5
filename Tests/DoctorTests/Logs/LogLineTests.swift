import Platform
import Services
import Testing

@testable import Doctor

@Suite("Lines of a log") struct LogLineTests {
  static let time = "2026-02-01T10:20:30.040Z"

  @Test("a line that a service printed: time, subsystem, level and text, or text alone") func output() {
    let line = LogLine(output: "\(Self.time) [gateway/ws] warn: slow: client".utf8)
    #expect(line.time == Self.time && line.subsystem == "gateway/ws")
    #expect(line.level == "warn" && line.message == "slow: client" && !line.isManagers)
    let plain = LogLine(output: "\(Self.time) [gateway] note: nothing".utf8)
    #expect(plain.level == nil && plain.message == "note: nothing")
  }

  @Test(
    "output that only looks like it is a text",
    arguments: ["", "Fatal error: x", "12:30:00 [gateway] hi", "\(time) no brackets", "\(time) [half", "\(time)"])
  func foreign(_ text: String) {
    #expect(LogLine(output: text.utf8) == LogLine(text))
  }

  @Test("the supervisor's line begins a run and names it") func begins() {
    let text = SupervisedRun.beginning("ab12", at: Timestamp(milliseconds: 0))
    let line = LogLine(output: text.dropLast().utf8)
    #expect(line.beginsRun && line.isManagers && line.run == "ab12" && line.time == "1970-01-01T00:00:00.000Z")
    #expect(!LogLine(output: "\(Self.time) [supervisor] something else".utf8).beginsRun)
  }

  @Test("a record of the gateway's file: message, facts, level and subsystem") func record() {
    let meta = #""_meta":{"name":"{\"subsystem\":\"gateway/ws\"}","logLevelName":"ERROR"},"time":"\#(Self.time)""#
    let line = LogLine(record: #"{"0":{"port":"1","n":2},"1":"no luck",\#(meta)}"#.utf8)
    #expect(line?.message == "no luck" && line?.level == "error" && line?.subsystem == "gateway/ws")
    #expect(line?.fields == [.init(name: "port", value: "1"), .init(name: "n", value: "2")])
    #expect(line?.beginsRun == false)
    let first = LogLine(record: #"{"0":{"event":"run-begins"},"1":"run begins",\#(meta)}"#.utf8)
    #expect(first?.beginsRun == true)
  }

  @Test("what is no record is none", arguments: ["", "text", "{}", "[1]", #"{"0":"m"}"#, #"{"0":"m","time":1}"#])
  func noRecord(_ text: String) {
    #expect(LogLine(record: text.utf8) == nil)
  }

  @Test(
    "priorities of syslog become levels",
    arguments: [(-1, "fatal"), (2, "fatal"), (3, "error"), (4, "warn"), (5, "info"), (7, "debug"), (9, "debug")])
  func priority(_ number: Int, level: String) {
    let entry = JournalLine(
      time: Timestamp(milliseconds: 0), priority: number, message: "m", isManagers: true, run: "ab")
    let line = LogLine(entry)
    #expect(line.level == level && line.isManagers && line.run == "ab" && line.message == "m")
  }
}
