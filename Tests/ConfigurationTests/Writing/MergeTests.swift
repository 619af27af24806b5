import Configuration
import JSON
import Platform
import TestSupport
import Testing

@Suite("Merging into a configuration, and replacing it") struct MergeTests {
  @Test(
    "a merge changes what it names and leaves the rest as it is written",
    arguments: [
      ("{a: 1, /* two */ b: {c: 2}}", ["b": ["d": 3]], "{a: 1, /* two */ b: {c: 2, d: 3}}"),
      ("{a: 1, b: {c: 2, d: 3}}", ["b": ["c": nil]], "{a: 1, b: {d: 3}}"), ("{a: 1}", ["b": nil], "{a: 1}"),
      ("{a: [1, 2]}", ["a": [3]], "{a: [3]}"), ("{a: 1}", ["a": ["b": 1, "c": nil]], "{a: {\"b\":1}}"),
      ("{a: 1}", [:], "{a: 1}"), ("{a: {b: 1}}", ["a": 7], "{a: 7}"),
      (
        "{hooks: {token: 'x', path: '/a'}}", ["hooks": ["token": "***", "path": "/b"]],
        "{hooks: {token: 'x', path: '/b'}}"
      ),
    ] as [(String, JSONValue, String)])
  func merge(text: String, patch: JSONValue, result: String) throws {
    try ScratchConfiguration.with(text) { file in
      _ = try file.writer.apply(.merge(patch), deadline: .after(.seconds(5))) {}
      #expect(try file.text() == result)
    }
  }

  @Test("a mask that stands for no secret is refused, merged or written") func masks() throws {
    try ScratchConfiguration.with("{}") { file in
      for change in [
        ConfigurationChange.merge(["hooks": ["token": "***"]]), .replace(Array("{hooks: {token: '***'}}".utf8)),
      ] {
        guard case .masked("hooks.token")? = file.refusal(change) else {
          Issue.record("\(change) was not refused for its mask")
          continue
        }
      }
      let after = try file.text()
      #expect(after == "{}")
    }
  }

  @Test("a text takes the secrets of the file that it replaces, wherever it has their masks") func replace() throws {
    try ScratchConfiguration.with("{gateway: {auth: {token: '${T}'}}, env: {A: 'one', B: 'two'}}") { file in
      let text = "{ env: {B: '***', A: \"***\"}, gateway: {auth: {token: \"***\"}, port: 5} }"
      _ = try file.writer.apply(.replace(Array(text.utf8)), deadline: .after(.seconds(5))) {}
      #expect(try file.text() == "{ env: {B: 'two', A: \"one\"}, gateway: {auth: {token: \"${T}\"}, port: 5} }")
    }
  }

  @Test("a file that cannot be read can still be replaced") func broken() throws {
    try ScratchConfiguration.with("{") { file in
      _ = try file.writer.apply(.replace(Array("{ui: {}}".utf8)), deadline: .after(.seconds(5))) {}
      #expect(try file.text() == "{ui: {}}")
    }
  }

  @Test("a change that was made for another text is refused") func base() throws {
    try ScratchConfiguration.with("{a: 1}") { file in
      let base = SHA256.hash("{a: 1}".utf8).hexadecimal
      _ = try file.writer.apply(.set("a", 2), basedOn: base, deadline: .after(.seconds(5))) {}
      #expect(throws: ConfigurationRefusal.self) {
        try file.writer.apply(.set("a", 3), basedOn: base, deadline: .after(.seconds(5))) {}
      }
      #expect(try file.text() == "{a: 2}")
    }
  }
}
