import GatewayProtocol
import Glibc
import JSON
import Platform
import TestSupport
import Testing

@testable import Gateway

@Suite("config.patch and config.apply", .timeLimit(.minutes(2)), .enabled(if: GatewayProgram.isBuilt))
struct ConfigurationApplicationTests {
  @Test("a patch keeps comments, holds once it is answered, and needs no restart where the key takes none")
  func hot() async throws {
    try await withPeer("// mine\n") { site, program in
      let (before, answer) = try await site.calling { peer in
        let before = try peer.call("config.get")
        let patch: JSONValue = ["raw": "{gateway: {auth: {token: 'patched'}}, logging: {level: 'debug'}}"]
        return (before, try peer.call("config.patch", patch.with("baseHash", before["hash"])))
      }
      #expect(answer["ok"] == true)
      #expect(answer["config"]?["logging"]?["level"] == "debug")
      #expect(answer["restart"]?["ok"] == false)
      #expect(answer["restart"]?["reason"] == "no restart needed")
      #expect(answer["sentinel"]?["path"] == .null)
      #expect(!answer.text().contains("patched") && before["hash"] != answer["hash"])
      let text = String(decoding: try #require(try Files.read(site.configPath)), as: UTF8.self)
      #expect(text.hasPrefix("// mine\n{gateway: {mode: 'local'"))
      _ = try await program.hello(token: "patched")
    }
  }

  @Test("null takes a key away and a list is replaced whole") func merge() async throws {
    try await withPeer("", "controlUi: {allowedOrigins: ['https://a', 'https://b'], basePath: '/x'}") { site, _ in
      let answer = try await site.calling { peer in
        try peer.call(
          "config.patch",
          [
            "raw": "{gateway: {controlUi: {allowedOrigins: ['https://c'], basePath: null}}}",
            "baseHash": .string(site.hash()),
          ])
      }
      #expect(answer["config"]?["gateway"]?["controlUi"]?["allowedOrigins"] == ["https://c"])
      #expect(answer["config"]?["gateway"]?["controlUi"]?["basePath"] == "")
    }
  }

  @Test(
    "what takes a restart gets one after the answer, in the same process, and its note is told after it",
    arguments: ["config.patch", "config.apply"]) func restart(method: String) async throws
  {
    // No pause between an edit and its effect: the restart waits all the same.
    try await withPeer("", "reload: {mode: 'off', debounceMs: 0}") { site, program in
      let raw =
        method == "config.patch"
        ? "{gateway: {reload: {debounceMs: 1}, bind: 'lan', mode: 'local'}}" : site.text("bind: 'lan'")
      let answer = try await site.calling { peer in
        try peer.call(
          method, ["raw": .string(raw), "baseHash": .string(site.hash()), "note": "now for all", "restartDelayMs": 0])
      }
      let restart = try #require(answer["restart"])
      #expect((restart["ok"], restart["signal"], restart["mode"]) == (true, "SIGUSR1", "emit"))
      #expect(restart["pid"] == .integer(Int64(program.identifier)))
      #expect(answer["sentinel"]?["path"]?.stringValue?.hasSuffix("/.openclaw/restart-sentinel.json") == true)
      #expect(try await program.nextState().hasPrefix("RELOADING=1"))
      #expect(try await program.nextState().hasPrefix("READY=1\nSTATUS=Listening on 0.0.0.0:"))
      let status = try await site.calling { try $0.call("status") }
      #expect(status["queuedSystemEvents"] == [.string("Gateway restart after \(method): now for all")])
      #expect(try Files.status(site.stateDirectory.appending("restart-sentinel.json")) == nil)
    }
  }

  @Test(
    "what no gateway would start with, or was made for another text, is refused and changes nothing",
    arguments: [
      ("config.patch", "{gateway: {mode: 'remote'}}", true, "invalid config"),
      ("config.patch", "{gateway: {port: 'x'}}", true, "invalid config"),
      ("config.patch", "{gateway: {port: 1}}", false, "config base hash required; re-run config.get and retry"),
      ("config.patch", "[]", true, "config.patch raw must be an object"),
      ("config.patch", "{", true, "config.patch raw is not JSON5: line 1, column 2: the text ends too early"),
      ("config.apply", "{}", true, "invalid config"), ("config.apply", "{", true, "invalid config"),
      ("config.apply", "{}", false, "config base hash required; re-run config.get and retry"),
    ])
  func refused(method: String, raw: String, isBased: Bool, message: String) async throws {
    try await withPeer { site, program in
      let before = try Files.read(site.configPath)
      let event = try await site.calling { peer in
        var parameters: JSONObject = ["raw": .string(raw)]
        if isBased { parameters["baseHash"] = .string(try site.hash()) }
        try peer.ask(method, .object(parameters), id: "1")
        return try peer.nextAnswer().frame
      }
      #expect(event?["error"]?["code"] == "INVALID_REQUEST")
      #expect(event?["error"]?["message"] == .string(message))
      #expect(try Files.read(site.configPath) == before)
      _ = try await program.hello()
    }
  }

  @Test("a file that is wrong already is not patched, but may be replaced") func mending() async throws {
    try await withPeer { site, program in
      try site.overwrite("{gateway: {port: 'x'}}")
      let (refused, applied) = try await site.calling { peer in
        try peer.ask("config.patch", ["raw": "{ui: {}}", "baseHash": .string(site.hash())], id: "1")
        let refused = try peer.nextAnswer().error
        let text = site.text(token: "mended")
        return (refused, try peer.call("config.apply", ["raw": .string(text), "baseHash": .string(site.hash())]))
      }
      #expect(refused?["details"]?["issues"]?[0]?["path"] == "gateway.port")
      #expect(applied["ok"] == true)
      _ = try await program.hello(token: "mended")
    }
  }

  @Test("config.set leaves it to the reload to apply what it has written") func set() async throws {
    try await withPeer { site, program in
      _ = try await site.calling { peer in
        try peer.call("config.set", ["raw": .string(site.text(token: "set")), "baseHash": .string(site.hash())])
      }
      try await program.reloaded()
      _ = try await program.hello(token: "set")
    }
  }

  private func withPeer(
    _ comment: String = "", _ more: String = "",
    _ body: (GatewayProgram.Site, GatewayProgram) async throws -> Void
  ) async throws {
    try await withScratch { scratch in
      let site = try GatewayProgram.Site(in: scratch)
      try site.overwrite(comment + site.text(more))
      let program = try await GatewayProgram.ready(site)
      try await body(site, program)
      try await program.stop()
    }
  }
}

extension GatewayProgram.Site {
  /// Lends a client of the gateway to a body that may block.
  fileprivate func calling<Value: Sendable>(
    _ body: @escaping @Sendable (WirePeer) throws -> Value
  ) async throws -> Value {
    try await blocking { try body(try WirePeer.connected(port: port)) }
  }

  fileprivate func hash() throws -> String { SHA256.hash(try Files.read(configPath) ?? []).hexadecimal }
}

extension JSONValue {
  fileprivate func with(_ name: String, _ value: JSONValue?) -> JSONValue {
    var object = objectValue ?? [:]
    object[name] = value
    return .object(object)
  }
}
