import GatewayProtocol
import JSON
import Platform
import Testing

@testable import Gateway

@Suite("System notes") struct SystemNotesTests {
  @Test("a beacon is noted by what it changed") func changes() throws {
    let notes = try noted([
      "Node: den (192.0.2.7) · app 1 · mode ui · reason launch",
      "Node: den (192.0.2.7) · app 1 · mode ui · reason periodic",
      "Node: den (192.0.2.7) · app 2 · mode ui · reason periodic",
      "Node: den (192.0.2.8) · mode cli · reason Heartbeat",
    ])
    #expect(
      notes == [
        "Node: den (192.0.2.7) · app 1 · mode ui · reason launch", "app 2", "Node: den (192.0.2.8) · mode cli",
      ])
  }

  @Test("a beacon after one of another machine names its own") func context() throws {
    let notes = try noted(["Node: a · app 1", "Node: b · app 1", "Node: a · app 2"])
    #expect(notes == ["Node: a · app 1", "Node: b · app 1", "Node: a · app 2"])
  }

  @Test("other texts are noted as they are, twice in a row once, and no more than twenty") func texts() throws {
    #expect(try noted(["a", "a", "b", "a"]) == ["a", "b", "a"])
    #expect(try noted((0..<30).map(String.init)) == (10..<30).map(String.init))
  }

  private func noted(_ texts: [String]) throws -> [String] {
    var list = PresenceList(own: PresenceEntry(timestamp: Timestamp(milliseconds: 0)))
    var notes = SystemNotes()
    for text in texts {
      let event = try SystemEvent(reading: ["text": .string(text)])
      notes.heard(event, list.heard(event, at: Timestamp(milliseconds: 0)))
    }
    return notes.texts
  }
}
