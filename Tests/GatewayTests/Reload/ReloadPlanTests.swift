import Configuration
import Platform
import Testing

@testable import Gateway

@Suite("What a changed configuration leads to") struct ReloadPlanTests {
  private static let hot = ChangedKey(name: "logging.level", reload: .hot)
  private static let cold = ChangedKey(name: "gateway.bind", reload: .restart)
  private static let read = ChangedKey(name: "agents.list", reload: .none)

  @Test(
    "the mode decides, and who asks for a reload means it",
    arguments: [
      (.hybrid, .edit, [hot], .apply, ["logging.level"], []),
      (.hybrid, .edit, [hot, cold], .restart, ["gateway.bind", "logging.level"], []),
      (.hybrid, .edit, [read], .apply, [], []),
      (.hybrid, .edit, [], .apply, [], []),
      (.hot, .edit, [hot, cold], .apply, ["logging.level"], ["gateway.bind"]),
      (.hot, .signal, [cold], .apply, [], ["gateway.bind"]),
      (.hot, .method, [cold], .restart, ["gateway.bind"], []),
      (.restart, .edit, [hot], .restart, ["logging.level"], []),
      (.restart, .edit, [read], .apply, [], []),
      (.restart, .signal, [cold], .restart, ["gateway.bind"], []),
      (.off, .edit, [hot, cold, read], .leave, [], ["gateway.bind", "logging.level"]),
      (.off, .signal, [hot, cold], .apply, ["logging.level"], ["gateway.bind"]),
      (.off, .method, [hot, cold], .restart, ["gateway.bind", "logging.level"], []),
    ]
      as [(
        GatewayConfiguration.ReloadPolicy.Mode, ReloadTrigger, [ChangedKey], ReloadPlan.Step, [String], [String]
      )])
  func modes(
    mode: GatewayConfiguration.ReloadPolicy.Mode, trigger: ReloadTrigger, keys: [ChangedKey], step: ReloadPlan.Step,
    taken: [String], waiting: [String]
  ) {
    let plan = ReloadPlan(fresh: keys, outstanding: keys, mode: mode, trigger: trigger)
    #expect(plan.step == step)
    #expect(plan.taken == taken)
    #expect(plan.waiting == waiting)
    #expect(plan.noted == (keys.contains(Self.read) ? ["agents.list"] : []))
  }

  @Test("what waits from before is not forgotten by a later change") func outstanding() {
    let hot = ReloadPlan(fresh: [Self.hot], outstanding: [Self.cold, Self.hot], mode: .hot, trigger: .edit)
    #expect((hot.taken, hot.waiting) == (["logging.level"], ["gateway.bind"]))
    let hybrid = ReloadPlan(fresh: [], outstanding: [Self.cold, Self.hot], mode: .hybrid, trigger: .edit)
    #expect((hybrid.step, hybrid.taken) == (.restart, ["gateway.bind"]))
  }
}

@Suite("What two plans differ in") struct StartPlanChangeTests {
  private static let base = "mode: 'local', auth: {token: 't'}"

  @Test(
    "each key with what takes it into effect",
    arguments: [
      ("", "", []),
      ("port: 1000", "port: 2000", [ChangedKey(name: "gateway.port", reload: .restart)]),
      ("", "bind: 'lan'", [ChangedKey(name: "gateway.bind", reload: .restart)]),
      // Where the same is listened on, there is nothing to start again for.
      ("bind: 'loopback'", "customBindHost: '10.0.0.1'", [ChangedKey(name: "gateway.customBindHost", reload: .none)]),
      (
        "trustedProxies: []", "trustedProxies: ['10.0.0.1']", [ChangedKey(name: "gateway.trustedProxies", reload: .hot)]
      ),
    ] as [(String, String, [ChangedKey])])
  func keys(before: String, after: String, expected: [ChangedKey]) throws {
    #expect(try plan(after).changes(since: plan(before)) == expected)
  }

  @Test("a port that a flag pins is no reason to start again") func pinned() throws {
    var options = GatewayOptions()
    options.port = Port(3000)
    let changes = try plan("port: 2000", options).changes(since: plan("port: 1000", options))
    #expect(changes == [ChangedKey(name: "gateway.port", reload: .none)])
  }

  @Test("a variable that gives the port or the token counts as well, though no key has changed") func variables() throws
  {
    let planner = StartPlanner.forTests()
    let read = { (environment: [String: String]) in
      try planner.plan(.forTests("{gateway: {mode: 'local'}}", environment))
    }
    let before = try read(["OPENCLAW_GATEWAY_TOKEN": "a"])
    #expect(
      try read(["OPENCLAW_GATEWAY_TOKEN": "b"]).changes(since: before) == [
        ChangedKey(name: "OPENCLAW_GATEWAY_TOKEN", reload: .hot)
      ])
    let moved = try read(["OPENCLAW_GATEWAY_TOKEN": "a", "OPENCLAW_GATEWAY_PORT": "4000"])
    #expect(moved.changes(since: before) == [ChangedKey(name: "gateway.port", reload: .restart)])
  }

  @Test("until a start the names that lead to the gateway stay, and new origins are let in") func hosts() throws {
    let running = try plan("")
    let settings = running.settings(after: try plan("bind: 'lan', controlUi: {allowedOrigins: ['https://a.example']}"))
    #expect(!settings.hosts.allows(host: "192.0.2.1"))
    #expect(settings.hosts.allows(origin: "https://a.example"))
  }

  private func plan(_ keys: String, _ options: GatewayOptions = GatewayOptions()) throws -> StartPlan {
    try StartPlanner.forTests(options).plan(.forTests("{gateway: {\(Self.base)\(keys.isEmpty ? "" : ", " + keys)}}"))
  }
}
