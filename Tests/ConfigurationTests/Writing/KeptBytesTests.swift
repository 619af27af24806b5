import Configuration
import JSON
import Platform
import TestSupport
import Testing

@Suite("Bytes that nobody asked to change") struct KeptBytesTests {
  /// Files as people leave them: comments everywhere, quotes of both kinds, commas, blanks and line ends of every kind.
  static let corpus = [
    "{}", "{}\n", "{\n}\n", "// all defaults\n{}\n", "{ /* nothing yet */ }", "\u{FEFF}{ gateway: { port: 1 } }\n",
    "{gateway:{port:1}}", "{\"gateway\":{\"port\":1}}", "{'gateway':{'port':1,}}", "{ gateway : { port : 1 } , }",
    "{\n  gateway: {\n    port: 1, // the port\n  },\n}\n", "{\n\tgateway: {\n\t\tport: 1\n\t}\n}\n",
    "{\r\n  \"gateway\": {\r\n    \"port\": 1\r\n  }\r\n}\r\n", "/* head */ { gateway: { mode: 'local' } } // tail",
    "{\n  // before\n  gateway: { port: 1 }, // behind\n  // after\n}\n",
    "{ gateway: { port: 0x2A, bind: 'loopback' } }",
    "{ gateway: { port: 1 /* one */ , /* two */ mode: 'local' } }", "{\n  more: [1, 2, 3],\n  gateway: {},\n}\n",
    "{ env: { vars: { KEY: \"${SECRET}\" } }, gateway: { auth: { token: '${TOKEN}' } } }",
    "{ meta: { lastTouchedVersion: '2026.1.1', lastTouchedAt: '2026-01-01T00:00:00.000Z' } }",
    "{\n\n\n  gateway:\n    { port:\n        1 }\n\n}\n\n\n", "{ gateway: { \"po\\u0072t\": 1 } }",
    "{ 'a b': 1, \"c.d\": 2, $e: 3 }",
    "{ agents: { list: [ { id: 'main' }, { id: 'b', }, ] } }",
    "{\n  agents: {\n    list: [\n      // none\n    ],\n  },\n}\n",
    "{ text: 'line \\\ncontinued', gateway: { port: 1 } }", "{ numbers: [+1, .5, 1e3, -0, Infinity], gateway: {} }",
    "{ channels: { telegram: { groups: { '-1001': { requireMention: true } } } } }",
    "{ gateway: { port: 1, port: 2 } }",
    "{\n  gateway: { // why\n    bind: \"lan\", auth: { mode: \"token\" } /* here */\n  }\n}",
    "{\r  gateway: { port: 1 }\r}\r", "{ \u{A0} gateway: { port: 1 } \u{2028} }",
    "{ \"ключ\": \"значение 🦞\", gateway: { port: 1 } }", "{ commands: { restart: true }, /* last */ }",
    "{\n  hooks: { mappings: [ { id: 'x', match: { path: 'a' } } ] }, // hooks\n  session: { scope: 'global' },\n}\n",
  ]

  static let changes: [(JSONPath, JSONValue)] = [
    ("gateway.port", 19789), ("gateway.mode", "local"),
    ("gateway.controlUi.allowedOrigins", ["https://a", "https://b"]),
    ("browser.headless", true), ("unknown.key", ["a": ["b": nil]]),
  ]

  @Test("the corpus is large enough") func size() { #expect(Self.corpus.count >= 30) }

  @Test("setting a key leaves every other byte, and the backup has them all", arguments: corpus)
  func kept(_ text: String) throws {
    for (path, value) in Self.changes {
      try ScratchConfiguration.with(text) { file in
        let before = try JSON5Document(Array(text.utf8))
        let written = try file.set(path, value)
        #expect(try Files.read(file.path) == written.draft.after)
        #expect(try JSON5Document(written.draft.after).value[path] == value, "\(path)")
        if before.value[path] == nil {
          #expect(written.draft.after.holdsInOrder(text.utf8), "\(path) in \(text)")
        } else {
          expectOneReplacement(Array(text.utf8), written.draft.after, from: before.value[path], to: value)
        }
        #expect(try file.text(file.state.appending("openclaw.json.bak")) == (written.draft.changesNothing ? nil : text))
      }
    }
  }

  @Test("what a file says of everything else is the same after a change", arguments: corpus)
  func sameMeaning(_ text: String) throws {
    for (path, value) in Self.changes {
      try ScratchConfiguration.with(text) { file in
        var expected = try JSON5Document(Array(text.utf8)).value
        expected = expected.setting(path.segments.map(\.keyText)[...], to: value)
        let now = try JSON5Document(file.set(path, value).draft.after).value
        #expect(now == expected, "\(path) in \(text)")
      }
    }
  }

  /// The texts differ in one place only, which is the value's.
  private func expectOneReplacement(_ before: [UInt8], _ after: [UInt8], from old: JSONValue?, to new: JSONValue) {
    let start = zip(before, after).prefix { $0 == $1 }.count
    let end = zip(before.dropFirst(start).reversed(), after.dropFirst(start).reversed()).prefix { $0 == $1 }.count
    let replaced = String(decoding: before[start..<before.count - end], as: UTF8.self)
    #expect(replaced.utf8.count <= old?.text().utf8.count ?? 0 || replaced.hasPrefix("0x"), "\(replaced)")
    #expect(old != new || before == after)
  }
}

extension [UInt8] {
  /// Whether other bytes are all here, in their order.
  fileprivate func holdsInOrder(_ other: some Sequence<UInt8>) -> Bool {
    var rest = self[...]
    return other.allSatisfy { byte in
      rest = rest.drop { $0 != byte }
      return rest.popFirst() != nil
    }
  }
}

extension JSONValue {
  fileprivate func setting(_ steps: ArraySlice<String>, to value: JSONValue) -> JSONValue {
    guard let step = steps.first else { return value }
    var object = objectValue ?? [:]
    object[step] = (object[step] ?? [:]).setting(steps.dropFirst(), to: value)
    return .object(object)
  }
}
