import Configuration
import JSON
import Platform
import Testing

@testable import Gateway

@Suite("Forms of a log record") struct LogFormsTests {
  private let record = LogRecord(
    .warn, "slow", subsystem: "gateway/ws", fields: ["connId": "7"], time: Timestamp(milliseconds: 1_767_225_600_123))

  @Test("a line for people has time, subsystem, level when it matters, and facts") func console() {
    #expect(
      ConsoleLog.line(record, style: .compact, isColoured: false)
        == "2026-01-01T00:00:00.123Z [gateway/ws] warn: slow connId=7")
    #expect(
      ConsoleLog.line(record, style: .pretty, isColoured: true)
        == "\u{1B}[33m00:00:00 [gateway/ws] warn: slow connId=7\u{1B}[0m")
  }

  @Test("with logging.consoleStyle json a line is an object") func json() throws {
    let line = try JSONReader.read(ConsoleLog.line(record, style: .json, isColoured: true))
    #expect(line.objectValue?.keys == ["time", "level", "subsystem", "message", "connId"])
  }

  @Test("a journal entry carries priority, profile and facts as fields") func journal() {
    #expect(
      JournalLog.entry(record, profile: "rescue") == [
        "MESSAGE=slow", "PRIORITY=4", "SYSLOG_IDENTIFIER=openclaw-gateway", "OPENCLAW_PROFILE=rescue",
        "OPENCLAW_SUBSYSTEM=gateway/ws", "OPENCLAW_LEVEL=warn", "OPENCLAW_CONN_ID=7",
      ])
  }

  @Test("the journal is used only where standard output is connected to it") func notTheJournal() {
    #expect(JournalLog(profile: "default", environment: Environment([:])) == nil)
    #expect(JournalLog(profile: "default", environment: Environment(["JOURNAL_STREAM": "1:2"])) == nil)
  }

  @Test("the file's line keeps the shape that earlier readers know") func file() {
    #expect(
      String(decoding: record.jsonLine, as: UTF8.self) == #"""
        {"0":{"connId":"7"},"1":"slow","_meta":{"name":"{\"subsystem\":\"gateway/ws\"}",\#
        "date":"2026-01-01T00:00:00.123Z","logLevelName":"WARN"},"time":"2026-01-01T00:00:00.123Z"}

        """#)
  }

  @Test("levels reach the sinks whose threshold they meet") func settings() {
    let sink = RecordingLog()
    let log = GatewayLog(console: sink, file: nil, settings: .init(console: .warn, file: .debug))
    log.info("quiet")
    log.warn("loud")
    log.write(LogRecord(.fatal, "last"))
    #expect(sink.messages == ["loud", "last"])
    #expect(log.takes(.debug) && !log.takes(.trace))
  }
}
