import CommandTree
import JSON
import Platform
import Profiles
import TestSupport
import Testing

@testable import CommandLineTool

@Suite("openclaw config") struct ConfigTests {
  @Test("get prints scalars bare, the rest as JSON, and defaults where the file says nothing") func get() throws {
    try TestHome.with { home in
      try place("{gateway: {mode: 'local', trustedProxies: ['a']}}", at: home.profile().configPath)
      #expect(home.run("config get gateway.mode").output == "local\n")
      #expect(home.run("config get gateway.port").output == "18789\n")
      #expect(home.run("config get gateway.trustedProxies").output == "[\n  \"a\"\n]\n")
      let document = try expectDocument(home.run("config get gateway.port --json"), ok: true)
      #expect(document["value"] == 18789 && document["source"] == "default")
      #expect(try expectDocument(home.run("config get gateway.mode --json"), ok: true)["source"] == "file")
    }
  }

  @Test("set, get and unset agree, for other profiles as well", arguments: ["", "--profile rescue "])
  func roundTrip(_ profile: String) throws {
    try TestHome.with { home in
      let set = try expectDocument(home.run("\(profile)config set gateway.port 19789 --json"), ok: true)
      #expect(set["result"] == "created" && set["after"] == 19789 && set["reload"] == "restart")
      #expect(home.run("\(profile)config get gateway.port").output == "19789\n")
      let unset = try expectDocument(home.run("\(profile)config unset gateway.port --json"), ok: true)
      #expect(unset["result"] == "updated" && unset["before"] == 19789 && unset["after"] == nil)
      let again = home.run("\(profile)config unset gateway.port --json")
      #expect(try expectDocument(again, ok: false)["code"] == "not-set")
      #expect(again.status == .failure)
    }
  }

  static let values: [(word: String, value: JSONValue)] = [
    ("5", 5), ("true", true), ("null", nil), ("{a: [1, 'x']}", ["a": [1, "x"]]), ("'quoted'", "quoted"),
    ("plain words", "plain words"), ("", ""), ("1.2.3", "1.2.3"), ("NaN", "NaN"), ("{a:", "{a:"), ("\"-\"", "-"),
  ]

  @Test("an empty secret is refused, and nothing is written") func emptySecret() throws {
    try TestHome.with { (home) throws in
      let answer = home.run("config set gateway.auth.token '' --json")
      #expect(try expectDocument(answer, ok: false)["code"] == "empty-secret")
      #expect(answer.status == .usage)
      #expect(try Files.status(home.profile().configPath) == nil)
    }
  }

  @Test("a value is JSON5, and a string when it is not", arguments: values)
  func value(_ word: String, _ value: JSONValue) throws {
    try TestHome.with { (home) throws in
      #expect(home.run(["config", "set", "other.key", word]).status == .success)
      #expect(try expectDocument(home.run("config get other.key --json"), ok: true)["value"] == value)
    }
  }

  @Test("digits for a key that takes strings are a string; after -- a value may begin with a dash") func words() throws
  {
    try TestHome.with { (home) throws in
      #expect(home.run("config set gateway.auth.token 0123").status == .success)
      #expect(try home.text(home.profile().configPath)?.contains("\"token\": \"0123\"") == true)
      #expect(home.run("config set other.key -- -5").status == .success)
      #expect(home.run("config get other.key").output == "-5\n")
    }
  }

  @Test("--json-value refuses what is not JSON5") func strict() throws {
    try TestHome.with { (home) throws in
      let run = home.run("config set other.key plain --json-value --json")
      #expect(try expectDocument(run, ok: false)["code"] == "not-json")
      #expect(run.status == .usage)
      #expect(home.run("config set other.key 'plain' --json-value").status == .success)
    }
  }

  @Test(
    "--dry-run shows key, value before and after, and makes nothing",
    arguments: ["set gateway.port 2", "unset gateway.port"])
  func dryRun(_ words: String) throws {
    try TestHome.with { home in
      try place("{gateway:{port:1}}", at: home.profile().configPath)
      let before = try tree(home.path)
      let document = try expectDocument(home.run("config \(words) --dry-run --json"), ok: true)
      #expect(document["result"] == "planned" && document["before"] == 1)
      #expect(home.run("config \(words) --dry-run").output.contains("gateway.port: 1 → "))
      #expect(try tree(home.path) == before)
    }
  }

  @Test(
    "a secret is never printed",
    arguments: [
      "get gateway.auth.token", "get gateway", "diff", "diff --backup bak", "validate",
      "set gateway.auth.token other-secret-text", "unset gateway.auth.token", "set gateway.auth 5",
      "set gateway.auth.token [secret-text]",
    ])
  func secrets(_ words: String) throws {
    try TestHome.with { home in
      try place("{gateway: {auth: {token: 'secret-text', password: '${PASS}'}}}", at: home.profile().configPath)
      try place(
        "{gateway: {auth: {token: 'former-secret-text'}}}",
        at: home.profile().stateDirectory.appending("openclaw.json.bak"))
      for flags in ["", " --json"] {
        let run = home.setting(["PASS": "other-secret-text"]).run("config \(words)\(flags)")
        #expect(!(run.output + run.errors).contains("secret-text"), "\(run)")
      }
    }
  }

  @Test("--show-secrets shows them on a terminal and nowhere else") func reveal() throws {
    try TestHome.with { home in
      var home = home
      try place("{gateway: {auth: {token: 'secret-text'}}}", at: home.profile().configPath)
      #expect(home.run("config get gateway.auth.token --show-secrets").status == .usage)
      #expect(home.run("config get gateway.auth.token --show-secrets --json").status == .usage)
      home.isTerminal = true
      #expect(home.run("config get gateway.auth.token --show-secrets").output == "secret-text\n")
    }
  }

  @Test("validate names every issue and warning by file, line and column") func validate() throws {
    try TestHome.with { home in
      try place("{\n  gateway: {\n    port: 'x',\n    bind: 5,\n  },\n  other: 1,\n}", at: home.profile().configPath)
      let run = home.run("config validate")
      #expect(run.status == .configurationRefused)
      #expect(run.errors.contains("~/.openclaw/openclaw.json:3:11: gateway.port: cannot be \"x\"; expected an integer"))
      #expect(
        run.errors.contains(":4:11: gateway.bind: ")
          && run.errors.contains("warning: ~/.openclaw/openclaw.json:6:3: other:"))
      let document = try expectDocument(home.run("config validate --json"), ok: false)
      #expect(document["code"] == "config-rejected" && document["valid"] == false)
      #expect(document["issues"]?.arrayValue?.map { $0["line"] } == [3, 4])
      #expect(document["warnings"]?.arrayValue?.map { $0["path"] } == ["other"])
    }
  }

  @Test("a missing file and one with warnings only are valid", arguments: [nil, "{other: 1}"]) func valid(
    _ text: String?
  ) throws {
    try TestHome.with { home in
      if let text { try place(text, at: home.profile().configPath) }
      let run = home.run("config validate --json")
      #expect(try expectDocument(run, ok: true)["exists"] == .bool(text != nil))
      #expect(run.status == .success)
    }
  }

  @Test("diff lists what differs from the defaults, or from a backup") func diff() throws {
    try TestHome.with { (home) throws in
      #expect(home.run("config diff").output == "No difference\n")
      _ = home.run("config set gateway.port 1")
      _ = home.run("config set gateway.bind lan")
      #expect(home.run("config diff").output == "gateway.port: 18789 → 1\ngateway.bind: \"loopback\" → \"lan\"\n")
      #expect(home.run("config diff --backup bak").output == "gateway.bind: not set → \"lan\"\n")
      #expect(try expectDocument(home.run("config diff --backup bak.4 --json"), ok: false)["code"] == "no-backup")
    }
  }

  @Test(
    "a file that cannot be read is refused with its place, and stays",
    arguments: ["get a", "set a 1", "unset a", "diff", "validate"])
  func unreadable(_ words: String) throws {
    try TestHome.with { home in
      try place("{\n  a: 1\n  b: 2\n}", at: home.profile().configPath)
      let before = try tree(home.path)
      let run = home.run("config \(words)")
      #expect(run.status == .configurationRefused && run.errors.contains("openclaw.json:3:3"), "\(run)")
      #expect(try expectDocument(home.run("config \(words) --json"), ok: false)["code"] == "config-rejected")
      #expect(try tree(home.path) == before)
    }
  }

  static let refused: [(words: String, code: String, status: CommandStatus)] = [
    ("get nothing.here", "not-set", .failure), ("get a[", "bad-key-path", .usage),
    ("set a[] 1", "bad-key-path", .usage),
    ("set gateway.port 0", "config-rejected", .configurationRefused), ("set l[5] 1", "config-edit-failed", .failure),
    ("set gateway.auth.token ***", "masked-secret", .usage), ("set inner.key 2", "config-included", .failure),
  ]

  @Test("each refusal has its code and status, and changes nothing", arguments: refused)
  func refusal(_ words: String, _ code: String, _ status: CommandStatus) throws {
    try TestHome.with { home in
      try place("{l: [1], inner: {$include: 'inner.json'}}", at: home.profile().configPath)
      try place("{key: 1}", at: home.profile().stateDirectory.appending("inner.json"))
      let before = try tree(home.path)
      let run = home.run("config \(words) --json")
      #expect(try expectDocument(run, ok: false)["code"] == .string(code))
      #expect(run.status == status)
      #expect(try tree(home.path) == before)
    }
  }

  @Test("a config that is managed elsewhere is not changed") func managed() throws {
    try TestHome.with { (home) throws in
      let run = home.setting(["OPENCLAW_NIX_MODE": "1"]).run("config set gateway.port 1 --json")
      #expect(try expectDocument(run, ok: false)["code"] == "config-managed-elsewhere")
      #expect(try Files.list(home.path) == [])
    }
  }

  @Test(
    "an installed service that pins another port is told, with the command that mends it",
    arguments: ["", "--profile rescue "])
  func pinned(_ flags: String) throws {
    try TestHome.with { home in
      let name: ProfileName = flags.isEmpty ? .default : .named("rescue")
      let ports = try FreePort.bases(2)
      try home.configure(name, port: ports[0])
      try home.installUnit(name, port: ports[0])
      let document = try expectDocument(home.run("\(flags)config set gateway.port \(ports[1]) --json"), ok: true)
      let warning = document["warnings"]?[0]
      #expect(warning?["code"] == "port-pinned")
      #expect(warning?["hint"] == .string("openclaw \(flags)gateway install --force"))
      let other = try expectDocument(home.run("\(flags)config set gateway.port \(ports[0]) --json"), ok: true)
      #expect(other["warnings"] == nil && other["hints"] == nil)
    }
  }

  @Test("file and schema need no file") func selfDescription() throws {
    try TestHome.with { (home) throws in
      #expect(home.run("config file").output == "\(home.profile().configPath)\n")
      #expect(try home.run("config schema").document["$schema"]?.stringValue?.contains("draft-07") == true)
      let schema = try expectDocument(home.run("config schema --json"), ok: true)
      #expect(schema["schema"]?["properties"] != nil)
      #expect(schema["config"] == .string(home.profile().configPath.string))
      #expect(try Files.list(home.path) == [])
    }
  }
}
