import Configuration
import GatewayProtocol
import Platform
import Profiles
import TestSupport
import Testing
import Transport

@testable import Gateway

@Suite("Start checks") struct StartPlannerTests {
  @Test("a configured gateway listens on loopback with the token of its file") func plan() throws {
    let plan = try planner().plan(config(#"{gateway: {mode: "local", port: 19789, auth: {token: "t0ken"}}}"#))
    #expect(plan.addresses.map(\.description) == ["127.0.0.1:19789"])
    #expect(plan.optionalAddresses.map(\.description) == ["[::1]:19789"])
    #expect(plan.settings.secret.source == "gateway.auth.token")
    #expect(plan.secrets == [Secret("t0ken")])
    #expect(plan.logFile.string == "/home/ops/.openclaw/logs/gateway.log")
  }

  @Test("a flag wins over everything") func flags() throws {
    var options = GatewayOptions()
    options.port = Port(20000)
    options.password = Secret("pw")
    options.bind = .lan
    options.authMode = .password
    let plan = try planner(options).plan(config(#"{gateway: {mode: "local", port: 1, auth: {token: "t"}}}"#))
    #expect(plan.addresses.map(\.description) == ["0.0.0.0:20000"])
    #expect(plan.settings.secret.kind == .password)
    #expect(plan.settings.secret.source == "--password")
  }

  @Test(
    "what a restart cannot mend is refused with 78: what, where, why, remedy",
    arguments: [
      (#"{gateway: {mode: "local", port: "x", auth: {token: "t"}}}"#, "gateway start blocked", "gateway.port"),
      (
        #"{gateway: {port: 1, auth: {token: "t"}}}"#, "gateway start blocked",
        "gateway.mode in ~/.openclaw/openclaw.json"
      ),
      (#"{gateway: {mode: "remote", auth: {token: "t"}}}"#, "gateway start blocked", "it is remote"),
      (#"{gateway: {mode: "local"}}"#, "gateway auth mode is token", "gateway.auth.token"),
      (
        #"{gateway: {mode: "local", auth: {mode: "password", token: "t"}}}"#, "gateway auth mode is password",
        "gateway.auth.password"
      ),
      (#"{gateway: {mode: "local", bind: "lan"}}"#, "refusing to bind gateway beyond loopback", "gateway.auth.token"),
      (#"{gateway: {mode: "local", bind: "custom", auth: {token: "t"}}}"#, "gateway start blocked", "customBindHost"),
      (
        #"{gateway: {mode: "local", bind: "tailnet", auth: {token: "t"}}}"#, "failed to bind gateway socket",
        "100.64.0.0/10"
      ),
      (
        #"{gateway: {mode: "local", tls: {enabled: true}, auth: {token: "t"}}}"#, "gateway start blocked",
        "gateway.tls.enabled"
      ),
      (
        #"{gateway: {mode: "local", tailscale: {mode: "funnel"}, auth: {token: "t"}}}"#, "gateway start blocked",
        "requires password"
      ),
      (
        #"{gateway: {mode: "local", bind: "lan", tailscale: {mode: "serve"}, auth: {token: "t"}}}"#,
        "gateway start blocked",
        "requires a loopback bind"
      ),
      (#"{gateway: "#, "gateway start blocked", "openclaw.json:1:"),
      (nil, "gateway start blocked", "the file does not exist"),
    ] as [(String?, String, String)])
  func refusals(text: String?, what: String, part: String) throws {
    let refusal = #expect(throws: StartRefusal.self) { try planner().plan(config(text)) }
    #expect(refusal?.exitStatus == 78)
    #expect(refusal?.what == what)
    #expect(refusal?.description.contains(part) == true, "\(refusal?.description ?? "")")
    #expect(refusal?.remedy.isEmpty == false)
  }

  @Test("--allow-unconfigured starts without gateway.mode, and still wants a secret") func unconfigured() throws {
    var options = GatewayOptions()
    options.allowsUnconfigured = true
    #expect(throws: StartRefusal.self) { try planner(options).plan(config(nil)) }
    let environment = ["OPENCLAW_GATEWAY_TOKEN": "from-env"]
    let plan = try planner(options, environment).plan(config(nil, environment))
    #expect(plan.port == PortPlan.defaultBase)
    #expect(plan.settings.secret.source == "OPENCLAW_GATEWAY_TOKEN")
  }

  static let remedies: [(String?, GatewayConfiguration.AuthMode?, String)] = [
    (nil, nil, "openclaw setup"),
    (
      #"{gateway: {mode: "local"}}"#, nil,
      "openssl rand -hex 24 | openclaw config set gateway.auth.token -"
    ),
    (
      #"{gateway: {mode: "local"}}"#, .password, "openssl rand -hex 24 | openclaw config set gateway.auth.password -"
    ),
    (#"{gateway: {mode: "local", port: "x"}}"#, nil, "correct it, then check it with openclaw config validate"),
    (#"{gateway: {mode: "local", tls: {enabled: true}}}"#, nil, "Set it to false and use Tailscale Serve"),
    (#"{gateway: {port: 5}}"#, nil, "openclaw config set gateway.mode local"),
  ]

  @Test("the remedy is a command that mends it, and names none that does not exist", arguments: remedies)
  func remedy(text: String?, mode: GatewayConfiguration.AuthMode?, start: String) throws {
    var options = GatewayOptions()
    options.authMode = mode
    options.allowsUnconfigured = text == nil
    let refusal = #expect(throws: StartRefusal.self) { try planner(options).plan(config(text)) }
    #expect(refusal?.remedy.hasPrefix(start) == true, "\(refusal?.remedy ?? "")")
    #expect(refusal?.reason.contains(start) == false)
  }

  @Test("every secret of the config is kept out of the log, not only those that clients show") func allSecrets() throws
  {
    let text =
      #"{gateway: {mode: "local", auth: {token: "tttt", password: "pppp"}, remote: {token: "rrrr"}}, "#
      + #"channels: {telegram: {botToken: "bbbb", webhookSecret: "wwww"}}, hooks: {token: "hhhh"}}"#
    let secrets = try planner().plan(config(text)).secrets.map(\.revealed)
    #expect(secrets.sorted() == ["bbbb", "hhhh", "pppp", "rrrr", "tttt", "wwww"])
  }

  @Test("a base whose family has no room is refused, whoever names it") func tooHigh() throws {
    var options = GatewayOptions()
    options.port = Port(65500)
    let text = #"{gateway: {mode: "local", auth: {token: "t"}}}"#
    let refusal = #expect(throws: StartRefusal.self) { try planner(options).plan(config(text)) }
    #expect(refusal?.exitStatus == 78 && refusal?.place == "--port")
    #expect(refusal?.remedy == "choose 65425 or less")
  }

  @Test("a config that others may read is a warning when it holds a token") func exposure() throws {
    try withScratch { home in
      let profile = Profile(.default, home: home)
      try place("", at: profile.configPath)
      let text = #"{gateway: {mode: "local", auth: {token: "t"}}}"#
      try AtomicFile.write(Array(text.utf8), to: profile.configPath, mode: 0o644)
      let planner = StartPlanner(
        options: GatewayOptions(), profile: profile, environment: Environment(), workingDirectory: home,
        machine: .current(), machineAddresses: [])
      #expect(try planner.plan().warnings.contains { $0.hasSuffix("chmod 600 ~/.openclaw/openclaw.json") })
    }
  }

  @Test("a secret's file is read, blanks around it dropped") func secretFile() throws {
    try withScratch { directory in
      var options = GatewayOptions()
      options.tokenFile = directory.appending("token").string
      #expect(throws: StartRefusal.self) { try planner(options).plan(config(#"{gateway: {mode: "local"}}"#)) }
      try AtomicFile.write(Array("  file-token \n\n".utf8), to: directory.appending("token"), mode: 0o600)
      let plan = try planner(options).plan(config(#"{gateway: {mode: "local"}}"#))
      #expect(plan.settings.secret.source == "--token-file")
      #expect(plan.secrets == [Secret("file-token")])
    }
  }

  @Test("configured agents are told, the default one among them") func agents() throws {
    let text =
      #"{gateway: {mode: "local", auth: {token: "t"}}, agents: {list: [{id: "a"}, {id: "b", name: "Bee", default: true}]}}"#
    let facts = try planner().plan(config(text)).settings.facts
    #expect(facts.agents == [.init(id: "a"), .init(id: "b", name: "Bee")])
    #expect(facts.defaultAgentID == "b")
  }

  @Test(
    "the canvas is beside the gateway, on its own port, unless it is off or shares the base port",
    arguments: [
      ("", ["127.0.0.1:19793", "[::1]:19793"], "/home/ops/.openclaw/workspace/canvas"),
      ("canvasHost: {port: 20000, root: '~/c'}", ["127.0.0.1:20000", "[::1]:20000"], "/home/ops/c"),
      ("canvasHost: {port: 19789}", [], "/home/ops/.openclaw/workspace/canvas"),
      ("canvasHost: {enabled: false}", [], nil),
    ] as [(String, [String], String?)])
  func canvas(more: String, addresses: [String], root: String?) throws {
    let plan = try planner().plan(config("{gateway: {mode: 'local', port: 19789, auth: {token: 't'}}, \(more)}"))
    #expect(plan.canvasAddresses.map(\.description) == addresses)
    #expect(plan.settings.canvas?.root.string == root)
  }

  @Test(
    "users of the tailnet need no secret under serve, unless the gateway has a password or the config says otherwise",
    arguments: [
      ("auth: {token: 't'}", false), ("auth: {token: 't'}, tailscale: {mode: 'serve'}", true),
      ("auth: {password: 'p'}, tailscale: {mode: 'serve'}", false),
      ("auth: {password: 'p', allowTailscale: true}, tailscale: {mode: 'serve'}", true),
      ("auth: {token: 't', allowTailscale: false}, tailscale: {mode: 'serve'}", false),
      ("auth: {token: 't', allowTailscale: true}", true),
    ])
  func tailscale(more: String, counts: Bool) throws {
    let plan = try planner().plan(config("{gateway: {mode: 'local', port: 19789, \(more)}}"))
    #expect((plan.settings.tailscale != nil) == counts)
  }

  private func planner(_ options: GatewayOptions = GatewayOptions(), _ environment: [String: String] = [:])
    -> StartPlanner
  {
    .forTests(options, environment)
  }

  private func config(_ text: String?, _ environment: [String: String] = [:]) -> ConfigurationSnapshot {
    .forTests(text, environment)
  }
}
