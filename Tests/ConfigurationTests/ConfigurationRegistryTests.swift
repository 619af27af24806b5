import JSON
import Testing

@testable import Configuration

@Suite("Configuration keys") struct ConfigurationRegistryTests {
  @Test("every path is declared once") func unique() {
    let paths = ConfigurationRegistry.keys.map(\.path)
    #expect(Set(paths).count == paths.count)
  }

  @Test("a default is of its key's kind, and a summary is one sentence or two", arguments: ConfigurationRegistry.keys)
  func sound(_ key: ConfigurationKey) {
    #expect(key.defaultValue.map(key.kind.accepts) ?? true)
    #expect(key.summary.hasSuffix("."))
    #expect(key.summary.count <= 110)
    #expect(!key.kind.accepted.isEmpty)
  }

  @Test("no key hides another: a key's path is not a section's", arguments: ConfigurationRegistry.keys)
  func leaves(_ key: ConfigurationKey) {
    #expect(!ConfigurationRegistry.keys.contains { $0.path.hasPrefix("\(key.path).") })
  }

  @Test("what is said to be acted on is a key") func read() {
    #expect(ConfigurationRegistry.readPaths.subtracting(ConfigurationRegistry.keys.map(\.path)) == [])
  }

  @Test("levels are ordered by severity") func levels() {
    #expect(LogLevel.allCases.sorted(by: >) == [.silent, .fatal, .error, .warn, .info, .debug, .trace])
  }

  static let lookups: [(JSONPath, String?)] = [
    ("gateway.port", "gateway.port"), ("gateway", nil), ("gateway.prot", nil), ("env.OPENAI_API_KEY", "env.*"),
    ("env.vars.X", "env.vars.*"), ("browser.profiles.work.cdpPort", "browser.profiles.*.cdpPort"),
    ("agents.list", nil), ("agents.defaults.workspace", "agents.defaults.workspace"),
    ("agents.defaults.verbose", "agents.defaults.*"), ("channels", nil), ("channels.signal", "channels.*"),
    ("channels.telegram.accounts.work.botToken", "channels.telegram.accounts.*.botToken"),
    (JSONPath([.key("agents"), .key("list"), .index(3), .key("id")]), "agents.list[].id"),
  ]

  @Test("a path finds the key that rules it", arguments: lookups) func lookup(_ path: JSONPath, _ expected: String?) {
    #expect(ConfigurationRegistry.key(at: path)?.path == expected)
  }

  static let values: [(ConfigurationKind, [JSONValue], [JSONValue])] = [
    (.boolean, [true], ["true", 1, nil]), (.integer(1...65535), [1, 65535, 8080.0], [0, 65536, 1.5, "80", nil]),
    (.text, ["", "x"], [1, nil]), (.choice(["a", "b"]), ["a"], ["A", "", 1]), (.path, ["~/x"], [1, []]),
    (.texts, [[], ["a"]], ["a", [1]]), (.webSocketURL, ["ws://h", "WSS://h:1/x"], ["http://h", "ws://", "h", 1]),
    (.webURL, ["https://h"], ["ws://h", "http://"]),
    (.ipv4Address, ["10.0.0.1", "0.0.0.0"], ["10.0.0", "10.0.0.256", "::1", "01.0.0.1", "a.b.c.d", 1]),
    (.color, ["#FF4500", "ff4500"], ["#FF450", "red", 1]), (.unread, [nil, 1, [:]], []),
    (.identifiers, [[], ["a", 1]], ["a", [true]]), (.number(0...1), [0, 0.5, 1], [1.1, "0"]),
    (.positiveNumber, [0.1, 5], [0, -1, "1"]), (.duration, ["30m", "0", "1.5h", "10ms"], ["m", "5 m", "1w", 5]),
    (.object, [[:]], [[], nil]), (.anyOf([.boolean, .choice(["auto"])]), [true, "auto"], ["on", 1]),
  ]

  @Test("a kind accepts its values and no others", arguments: values)
  func kinds(_ kind: ConfigurationKind, _ accepted: [JSONValue], _ refused: [JSONValue]) {
    for value in accepted { #expect(kind.accepts(value), "\(value)") }
    for value in refused { #expect(!kind.accepts(value), "\(value)") }
  }
}
