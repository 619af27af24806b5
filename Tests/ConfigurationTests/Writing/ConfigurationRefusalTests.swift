import Configuration
import JSON
import Platform
import TestSupport
import Testing

@Suite("Changes of a configuration that are refused") struct ConfigurationRefusalTests {
  /// Text, change, and what the refusal says.
  static let wrong: [(String, ConfigurationChange, String)] = [
    (
      "{\n  gateway: {\n    port: 1,\n  },\n}", .set("gateway.port", "x"),
      "json:3:11: gateway.port: cannot be \"x\"; expected"
    ),
    ("{}", .set("gateway.bind", "wan"), "expected one of loopback, lan, tailnet, auto, custom"),
    ("{}", .set("gateway", 1), "gateway: is an integer, not a section; expected an object"),
    ("{}", .set("gateway.tls.enabled", true), "TLS is not offered"),
    ("{}", .set("gateway.bind", "custom"), "gateway.customBindHost is not set"),
    ("{gateway:{bind:'custom',customBindHost:'10.0.0.1'}}", .unset("gateway.customBindHost"), "is not set"),
    ("{}", .set("gateway.auth.token", "${NOT_THERE}"), "needs the variable NOT_THERE"),
    ("{}", .set("logging.level", "loud"), "logging.level: cannot be \"loud\""),
    ("{}", .set("agents.list", 5), "agents.list: is an integer, not a list; expected an array"),
  ]

  @Test("a value that is wrong is told by line, column and what is accepted; nothing is written", arguments: wrong)
  func rejected(_ text: String, _ change: ConfigurationChange, _ reason: String) throws {
    try ScratchConfiguration.with(text) { file in
      let before = try tree(file.home)
      guard case .rejected(let problems)? = file.refusal(change) else {
        Issue.record("\(change) is not refused")
        return
      }
      #expect(problems.contains { "\($0)".contains(reason) }, "\(problems)")
      #expect(try tree(file.home) == before)
    }
  }

  @Test("a wrong file may be mended key by key, and not made worse") func mending() throws {
    try ScratchConfiguration.with("{gateway: {port: 'x', bind: 'y'}} // mine") { file in
      try file.set("gateway.bind", "lan")
      #expect(try file.text() == "{gateway: {port: 'x', bind: 'lan'}} // mine")
      #expect(file.refusal(.set("gateway.port", "z")) != nil)
      try file.set("gateway.port", 1)
      #expect(try file.text() == "{gateway: {port: 1, bind: 'lan'}} // mine")
    }
  }

  @Test("an unknown key is written, with a warning") func unknown() throws {
    try ScratchConfiguration.with("{other: 1}") { file in
      let draft = try file.set("gateway.prt", 5).draft
      #expect(draft.newWarnings.map(\.path) == ["gateway.prt"])
      #expect(draft.newWarnings.first?.remedy == "Did you mean port?")
    }
  }

  @Test("a file that cannot be read stays as it is", arguments: ["{", "[]", "", "{a: }", "{} {}", "\u{0}"])
  func unreadable(_ text: String) throws {
    try ScratchConfiguration.with(text) { file in
      guard case .unreadable(let problem)? = file.refusal(.set("a", 1)) else {
        Issue.record("it is not refused")
        return
      }
      #expect(problem.position != nil && problem.file == file.path)
      let left = try file.text()
      #expect(left == text)
    }
  }

  @Test("what is not there cannot be taken away, and what holds a value holds no key") func places() throws {
    try ScratchConfiguration.with("{a: 1, l: [1]}") { file in
      guard case .absent("b.c")? = file.refusal(.unset("b.c")) else { Issue.record("unset"); return }
      guard case .impossible? = file.refusal(.set("a.b", 1)) else { Issue.record("scalar"); return }
      guard case .impossible? = file.refusal(.set(JSONPath([.key("l"), .index(5)]), 1)) else {
        Issue.record("index")
        return
      }
    }
  }

  @Test(
    "what reports print for a secret is not written as one", arguments: ["gateway.auth.token", "env.KEY", "x.apiKey"])
  func mask(_ path: JSONPath) throws {
    try ScratchConfiguration.with("{}") { file in
      guard case .masked? = file.refusal(.set(path, "***")) else { Issue.record("it is written"); return }
      try file.set("messages.prefix", "***")
    }
  }
}

@Suite("Changes where files are included") struct IncludedChangeTests {
  static let refused: [(String, String, ConfigurationChange)] = [
    ("{gateway: {$include: 'part.json'}}", "{port: 1}", .set("gateway.port", 2)),
    ("{gateway: {$include: 'part.json'}}", "{port: 1}", .unset("gateway.port")),
    ("{$include: 'part.json'}", "{gateway: {auth: {token: 't'}}}", .set("gateway.auth.token", "u")),
    ("{$include: ['part.json']}", "{gateway: {port: 1}}", .set("gateway.port", 2)),
    (
      "{gateway: {$include: 'part.json', trustedProxies: ['a']}}", "{trustedProxies: ['b']}",
      .set("gateway.trustedProxies", ["c"])
    ),
  ]

  @Test("a key that an included file holds is refused, and the file named", arguments: refused)
  func included(_ main: String, _ part: String, _ change: ConfigurationChange) throws {
    try ScratchConfiguration.with(main) { file in
      let included = file.state.appending("part.json")
      try place(part, at: included)
      guard case .included(change.path, in: included, _)? = file.refusal(change) else {
        Issue.record("\(change) is not refused")
        return
      }
      #expect(try file.text() == main && file.text(included) == part)
    }
  }

  @Test("a key beside $include that the main file holds is changed there") func beside() throws {
    try ScratchConfiguration.with("{gateway: {$include: 'part.json', port: 1}} // c") { file in
      try place("{port: 2, bind: 'lan'}", at: file.state.appending("part.json"))
      try file.set("gateway.port", 3)
      try file.set("gateway.mode", "local")
      #expect(try file.text() == "{gateway: {$include: 'part.json', port: 3, mode: 'local'}} // c")
    }
  }

  @Test("nothing of an included file is written into the main one") func notFlattened() throws {
    try ScratchConfiguration.with("{$include: 'part.json', gateway: {port: 1}}") { file in
      try place("{env: {vars: {KEY: 'secret'}}}", at: file.state.appending("part.json"))
      try file.set("browser.headless", true)
      #expect(try file.text()?.contains("secret") == false && file.text()?.contains("$include: 'part.json'") == true)
    }
  }
}
