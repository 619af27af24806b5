import Configuration
import JSON
import Platform
import Testing

@Suite("Validating the configuration") struct ConfigurationValidationTests {
  static let fatal: [(String, String)] = [
    (
      "{\n  gateway: {\n    port: 70000\n  }\n}",
      ":3:11: gateway.port: cannot be 70000; expected an integer from 1 to 65535"
    ),
    ("{gateway: {port: \"18789\"}}", ":1:18: gateway.port: cannot be \"18789\"; expected an integer from 1 to 65535"),
    (
      "{gateway: {bind: 'all'}}",
      ":1:18: gateway.bind: cannot be \"all\"; expected one of loopback, lan, tailnet, auto, custom"
    ),
    ("{gateway: {mode: null}}", ":1:18: gateway.mode: cannot be null; expected one of local, remote"),
    ("{gateway: {auth: {token: 12345}}}", ":1:26: gateway.auth.token: cannot be an integer; expected a string"),
    ("{gateway: {auth: 'secret'}}", ":1:18: gateway.auth: is a string, not a section; expected an object"),
    (
      "{gateway: {port: 65426}}",
      ":1:18: gateway.port: is too high: the CDP port would be 65536, above 65535. Choose 65425 or less"
    ),
    ("{gateway: []}", ":1:11: gateway: is an array, not a section; expected an object"),
    (
      "{gateway: {tailscale: {mode: 'on'}}}",
      ":1:30: gateway.tailscale.mode: cannot be \"on\"; expected one of off, serve, funnel"
    ),
    (
      "{gateway: {bind: 'custom'}}",
      ":1:18: gateway.bind: is \"custom\", but gateway.customBindHost is not set. "
        + "Set gateway.customBindHost to an IPv4 address of this machine"
    ),
    (
      "{gateway: {tls: {enabled: true}}}",
      ":1:27: gateway.tls.enabled: TLS is not offered, and nothing is served in the clear instead. "
        + "Set it to false and use Tailscale Serve, an SSH tunnel or a reverse proxy"
    ),
  ]

  @Test("a wrong value that start needs is an issue with place, key, reason and accepted values", arguments: fatal)
  func refuses(_ text: String, _ issue: String) {
    let snapshot = MemoryFiles(text).load()
    #expect(snapshot.issueTexts == ["~/.openclaw/openclaw.json\(issue)"])
    #expect(snapshot.warningTexts == [])
  }

  static let passedOver: [(String, String)] = [
    (
      "{logging: {level: 'loud'}}",
      "logging.level: cannot be \"loud\"; expected one of silent, fatal, error, warn, info, debug, trace"
    ),
    ("{canvasHost: 1}", "canvasHost: is an integer, not a section; expected an object"),
    (
      "{gateway: {reload: {debounceMs: -1}}}",
      "gateway.reload.debounceMs: cannot be -1; expected an integer that is not negative"
    ),
    (
      "{browser: {profiles: {a: {cdpPort: 0}}}}",
      "browser.profiles.a.cdpPort: cannot be 0; expected an integer from 1 to 65535"
    ),
    ("{agents: {defaults: {workspace: '~bob/w'}}}", "agents.defaults.workspace: cannot be \"~bob/w\"; expected a path"),
    ("{env: {A: 1}}", "env.A: cannot be an integer; expected a string"),
    ("{gateway: {prot: 1}}", "gateway.prot: is not a known key; it is kept and not used"),
    ("{gateway: {tailscale: {Mode: 'off'}}}", "is not a known key; it is kept and not used. Did you mean mode?"),
    ("{gateways: {}}", "gateways: is not a known key; it is kept and not used. Did you mean gateway?"),
    ("{gateway: {token: 'x'}}", "gateway.token: is ignored; the token belongs in gateway.auth.token"),
    ("{gateway: {password: 'x'}}", "gateway.password: is ignored; the password belongs in gateway.auth.password"),
    ("{gateway: {remote: {token: 'x'}}}", "gateway.remote.token: is only what commands send to a remote gateway"),
    ("{bridge: {port: 1}}", "bridge: is ignored; the TCP bridge was removed"),
    ("{gateway: {port: 1, port: 2}}", "gateway.port: stands twice in its object; the last one holds"),
  ]

  @Test("anything else that is wrong is one warning and never keeps the gateway down", arguments: passedOver)
  func warns(_ text: String, _ warning: String) {
    let snapshot = MemoryFiles(text).load()
    #expect(snapshot.issueTexts == [])
    #expect(snapshot.warnings.count == 1)
    #expect(snapshot.warningTexts.first?.contains(warning) == true, "\(snapshot.warningTexts)")
  }

  static let silent = [
    "{gateway: {mode: 'remote', remote: {token: 'x', url: 'ws://h'}}}",
    "{gateway: {auth: {token: 'y'}, remote: {token: 'x'}}}",
    "{agents: {list: [{id: 'a'}], defaults: {model: {primary: 'p/m'}}}}", "{$schema: 'x', channels: {telegram: {}}}",
    "{env: {A: 'x', vars: {B: 'y'}, shellEnv: {enabled: true}}, wizard: {lastRunMode: 'local'}}",
    "{auth: {}, tools: {}, messages: {}, models: {}, hooks: {}, session: {}, plugins: {}, cron: {}, web: {}}",
  ]

  @Test("known sections give no warning", arguments: silent) func accepts(_ text: String) {
    let snapshot = MemoryFiles(text).load()
    #expect(snapshot.issueTexts + snapshot.warningTexts == [])
  }

  @Test("thirty invented keys are thirty warnings with their lines, in the file's order") func inventedKeys() {
    let lines = (1...30).map { "  invented\($0): {x: \($0)}," }.joined(separator: "\n")
    let snapshot = MemoryFiles("{\n\(lines)\n  gateway: {port: 5}\n}").load()
    #expect(snapshot.isValid)
    #expect(snapshot.warnings.map(\.position) == (2...31).map { TextPosition(line: $0, column: 3) })
    #expect(snapshot.configuration.port?.number == 5)
  }

  @Test("a wrong value leaves the default in force") func defaultsHold() {
    let configuration = MemoryFiles("{gateway: {controlUi: {enabled: 'no'}}, logging: {level: 3}}").load().configuration
    #expect(configuration.controlUI.isEnabled)
    #expect(configuration.logging.level == .info)
  }

  static let versions: [(String, String, Bool)] = [
    ("2026.2.1", "2026.2.0", true), ("v2026.10.0", "2026.9.9", true), ("2026.2.0-2", "2026.2.0-1", true),
    ("2026.2.0", "2026.2.0", false), ("2025.12.31", "2026.1.0", false), ("soon", "2026.1.0", false),
  ]

  @Test("a file that a newer version wrote is one warning", arguments: versions)
  func newerVersion(_ written: String, _ ours: String, _ isWarned: Bool) {
    let snapshot = MemoryFiles("{meta: {lastTouchedVersion: '\(written)'}}").load(version: ours)
    #expect(snapshot.isValid)
    #expect(snapshot.warningTexts.map { $0.contains("newer than this program's") } == (isWarned ? [true] : []))
  }

  @Test("reports carry path, message, file, line and column") func json() {
    let problem = MemoryFiles("{\n  gateway: {port: 0}}").load().issues.first
    #expect(
      problem?.json == [
        "path": "gateway.port", "message": "cannot be 0; expected an integer from 1 to 65535",
        "file": "/home/ada/.openclaw/openclaw.json", "line": 2, "column": 19,
      ])
  }

  static let combinations: [(text: String, warning: String)] = [
    ("{agents: {list: [{id: 'a'}, {id: 'a'}]}}", "1:34: agents.list[1].id: is also that of agents.list[0]"),
    ("{agents: {list: [{id: 'a', agentDir: '/x'}, {id: 'b', agentDir: '/x'}]}}", "agents.list[1].agentDir: is also"),
    ("{agents: {list: [{id: 'a', default: true}, {id: 'b', default: true}]}}", "agents.list[1].default: has no effect"),
    ("{channels: {telegram: {dmPolicy: 'open'}}}", "channels.telegram.dmPolicy: is \"open\", but allowFrom"),
    ("{channels: {whatsapp: {accounts: {a: {dmPolicy: 'open', allowFrom: ['+1']}}}}}", "whatsapp.accounts.a.dmPolicy:"),
    ("{hooks: {enabled: true}}", "hooks.enabled: is true, but hooks.token is not set"),
    ("{hooks: {enabled: true, token: 't', path: '/'}}", "hooks.path: is the root"),
    ("{tools: {allow: ['a'], alsoAllow: ['b']}}", "tools.alsoAllow: stands beside tools.allow"),
    ("{agents: {list: 5}}", "agents.list: is an integer, not a list; expected an array"),
    ("{agents: {list: [{name: 'x'}]}}", "agents.list[0]: has no id. Give it a string"),
    (
      "{models: {providers: {p: {models: [{id: 'm', name: 5, }], baseUrl: 'http://h'}}}}", "models[0].name: cannot be 5"
    ),
  ]

  @Test("what is wrong only together is one warning", arguments: combinations)
  func combination(_ text: String, _ warning: String) {
    let snapshot = MemoryFiles(text).load()
    #expect(snapshot.isValid)
    #expect(snapshot.warningTexts.count == 1 && snapshot.warningTexts[0].contains(warning), "\(snapshot.warningTexts)")
  }

  @Test("an open channel, an agent and hooks that are whole are not warned about") func whole() {
    let text = """
      {channels: {telegram: {dmPolicy: 'open', allowFrom: ['*', 5]}}, hooks: {enabled: true, token: 't'},
       agents: {list: [{id: 'a', default: true}, {id: 'b', model: {primary: 'x'}}]}, tools: {allow: ['a']}}
      """
    #expect(MemoryFiles(text).load().warningTexts == [])
  }
}
