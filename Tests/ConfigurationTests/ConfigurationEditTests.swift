import Configuration
import JSON
import Platform
import Testing

@Suite("Configuration edits") struct ConfigurationEditTests {
  @Test("a first configuration is indented JSON with a final newline, and is valid") func fresh() throws {
    let port = try #require(Port(19789))
    let bytes = ConfigurationEdit.fresh(port: port, token: Secret("abc"), workspace: "~/.openclaw/workspace-rescue")
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(
      text == """
        {
          "gateway": {
            "mode": "local",
            "port": 19789,
            "auth": {
              "mode": "token",
              "token": "abc"
            }
          },
          "agents": {
            "defaults": {
              "workspace": "~/.openclaw/workspace-rescue"
            }
          }
        }

        """)
    let snapshot = MemoryFiles(text).load()
    #expect(snapshot.isValid && snapshot.warnings.isEmpty)
    #expect(snapshot.configuration.workspace == MemoryFiles.home.appending(".openclaw/workspace-rescue"))
  }

  @Test("the version and time that wrote it are recorded on request") func version() throws {
    let bytes = ConfigurationEdit.fresh(
      port: try #require(Port(1)), token: Secret("t"), workspace: "/w",
      version: ("2026.2.0", Timestamp(milliseconds: 1_769_941_230_040)))
    let meta = try JSONReader.read(bytes)["meta"]
    #expect(meta == ["lastTouchedVersion": "2026.2.0", "lastTouchedAt": "2026-02-01T10:20:30.040Z"])
  }

  static let ports: [(String, String)] = [
    ("{ gateway: { port: 1 /* one */ } } // c", "{ gateway: { port: 19789 /* one */ } } // c"),
    ("{\n  gateway: { mode: 'local' },\n}\n", "{\n  gateway: { mode: 'local', port: 19789 },\n}\n"),
    ("{\n  // only\n  agents: {},\n}\n", "{\n  // only\n  agents: {},\n  gateway: {\n    \"port\": 19789\n  },\n}\n"),
    ("{\"gateway\":{\"port\":19789.0}}", "{\"gateway\":{\"port\":19789}}"),
  ]

  @Test("the port is set in place and every other byte stays", arguments: ports)
  func settingPort(_ before: String, _ after: String) throws {
    let port = try #require(Port(19789))
    let bytes = try ConfigurationEdit.settingPort(port, in: Array(before.utf8))
    #expect(String(decoding: bytes, as: UTF8.self) == after)
    #expect(try ConfigurationEdit.settingPort(port, in: bytes) == bytes)
  }

  @Test("a file in which it has no place is refused", arguments: ["{", "[]", "{gateway: 1}"])
  func refusing(_ text: String) throws {
    let port = try #require(Port(1))
    #expect(throws: (any Error).self) { try ConfigurationEdit.settingPort(port, in: Array(text.utf8)) }
  }
}
