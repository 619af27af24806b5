import GatewayProtocol
import JSON
import Platform
import TestSupport
import Testing

@testable import Gateway

@Suite("Conversations that are kept") struct SessionListingTests {
  private static let store = """
    {"main": {"sessionId": "s1", "updatedAt": 600000, "label": "Work", "displayName": "Desk", "secretStuff": 1},
     "agent:main:telegram:group:7": {"sessionId": "s2", "updatedAt": 500000, "subject": "Family"},
     "agent:main:sub": {"updatedAt": 400000, "spawnedBy": "agent:main:main"},
     "global": {"updatedAt": 300000}, "unknown": {"updatedAt": null}, "broken": 7}
    """

  @Test(
    "each filter keeps what it names, those changed last first",
    arguments: [
      ([:], ["agent:main:main", "agent:main:telegram:group:7", "agent:main:sub", "global", "unknown"]),
      (["limit": 1], ["agent:main:main"]), (["label": "Work"], ["agent:main:main"]),
      (
        ["includeGlobal": false, "includeUnknown": false, "limit": 9],
        [
          "agent:main:main", "agent:main:telegram:group:7", "agent:main:sub",
        ]
      ),
      (["spawnedBy": "agent:main:main"], ["agent:main:sub"]), (["agentId": "other"], []),
      (["agentId": "Main", "search": "FAMILY"], ["agent:main:telegram:group:7"]),
      (["search": "desk"], ["agent:main:main"]),
      (["activeMinutes": 3], ["agent:main:main", "agent:main:telegram:group:7"]),
      (["activeMinutes": .integer(.max), "limit": 1], ["agent:main:main"]),
    ] as [(JSONValue, [String])])
  func filters(parameters: JSONValue, keys: [String]) throws {
    try withStore(Self.store) { store in
      let listing = SessionListing(
        query: try SessionQuery(reading: parameters), now: Timestamp(milliseconds: 600_000))
      #expect(listing.selected(try store.entries()).map(\.key) == keys)
    }
  }

  @Test("a row tells what clients know, its kind, and nothing else") func rows() throws {
    try withStore(Self.store) { store in
      let listing = SessionListing(query: try SessionQuery(reading: [:]), now: Timestamp(milliseconds: 0))
      let rows = listing.selected(try store.entries()).map(listing.row)
      #expect(rows.map { $0["kind"] } == ["direct", "group", "direct", "global", "unknown"])
      #expect(
        rows[0] == [
          "key": "agent:main:main", "kind": "direct", "updatedAt": 600_000, "label": "Work", "displayName": "Desk",
          "sessionId": "s1",
        ])
    }
  }

  @Test("a store that cannot be read is named") func broken() throws {
    try withStore("{") { store in
      let error = #expect(throws: SessionStoreError.self) { try store.entries() }
      #expect(error?.description.contains(store.path.string) == true)
    }
  }

  @Test("a title is the name, else what the user said first; a preview is what was said last") func transcripts() throws
  {
    let transcript = """
      {"type":"session","id":"s2"}
      {"type":"message","message":{"role":"assistant","content":"Hello!"}}
      {"type":"message","message":{"role":"user","content":[{"type":"text","text":"Please  book\\na table for the whole \
      family on Saturday evening at eight"}]}}
      {"type":"message","message":{"role":"assistant","content":[{"type":"tool","id":1},{"type":"text","text":"Done."}]}}
      {"type":"message","message":{"role":"toolResult","content":"x"}}
      """
    try withStore(
      #"{"a": {"sessionId": "s2"}, "b": {"sessionId": "s2", "subject": "Trip"}, "c": {"sessionId": "../x"}}"#
    ) {
      store in
      try place(transcript, at: store.path.parent.appending("s2.jsonl"))
      let entries = try store.entries().map(SessionTranscript.init)
      #expect(entries[0].title == "Please book a table for the whole family on Saturday…")
      #expect(entries[0].lastText == "Done.")
      #expect(entries[1].title == "Trip")
      #expect(entries[2].title == "../x")
      #expect(entries[2].lastText == nil)
    }
  }

  private func withStore(_ text: String, _ body: (SessionStore) throws -> Void) throws {
    try withScratch { directory in
      let store = SessionStore(path: directory.appending("sessions/sessions.json"), agentID: "main")
      try place(text, at: store.path)
      try body(store)
    }
  }
}
