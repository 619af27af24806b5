import Platform
import Services
import Testing

@Suite("Unit state") struct UnitStateTests {
  private static func state(_ properties: [String: BusValue]) throws -> UnitState {
    let bus = ScriptedBus()
    bus.show("inactive", "dead", properties)
    return try SystemdManager(scope: .user, bus: bus).unitState("x.service", deadline: .after(.seconds(60)))
  }

  struct Row: Sendable {
    let active: String
    var sub = ""
    var more: [String: BusValue] = [:]
    let state: ServiceState
  }

  @Test("systemd's states become those that every service manager has", arguments: rows)
  func words(_ row: Row) throws {
    let properties: [String: BusValue] = ["ActiveState": .string(row.active), "SubState": .string(row.sub)]
    #expect(try Self.state(properties.merging(row.more) { $1 }).state == row.state)
  }

  static let rows = [
    Row(active: "inactive", more: ["LoadState": .string("not-found")], state: .notInstalled),
    Row(active: "inactive", state: .stopped),
    Row(active: "active", sub: "running", state: .running),
    Row(active: "active", sub: "running", more: ["LoadState": .string("not-found")], state: .running),
    Row(active: "reloading", state: .reloading),
    Row(active: "activating", sub: "start", state: .starting),
    Row(active: "activating", sub: "auto-restart", state: .restarting),
    Row(active: "deactivating", sub: "stop-sigterm", state: .stopping),
    Row(active: "failed", more: ["Result": .string("exit-code")], state: .failed),
    Row(active: "failed", more: ["Restart": .string("always"), "NRestarts": .unsigned32(5)], state: .gaveUp),
    Row(active: "failed", more: ["Result": .string("start-limit-hit")], state: .gaveUp),
    Row(
      active: "failed",
      more: [
        "ExecMainCode": .signed32(1), "ExecMainStatus": .signed32(78), "Restart": .string("always"),
        "NRestarts": .unsigned32(1),
      ], state: .configurationRejected),
    Row(active: "failed", more: ["ExecMainCode": .signed32(2), "ExecMainStatus": .signed32(78)], state: .failed),
  ]

  @Test("every fact finds its place")
  func facts() throws {
    let command = BusValue.structure([.string("/bin/x"), .strings(["x", "a b"]), .boolean(false)])
    let state = try Self.state([
      "MainPID": .unsigned32(7), "ExecMainCode": .signed32(3), "ExecMainStatus": .signed32(6),
      "NRestarts": .unsigned32(2), "StatusText": .string("up"), "UnitFileState": .string("enabled"),
      "FragmentPath": .string("/etc/x.service"), "DropInPaths": .strings(["/run/d.conf"]),
      "NeedDaemonReload": .boolean(true), "ExecStart": .array(of: "(sasb)", [command]),
      "InvocationID": .array(of: "y", (0..<16).map { .byte($0) }), "MemoryCurrent": .unsigned64(4096),
      "WatchdogUSec": .unsigned64(30_000_000), "ExecMainStartTimestamp": .unsigned64(1_700_000_000_123_456),
    ])
    #expect(state.process.mainPID == 7 && state.process.lastExit == .killed(signal: 6, dumped: true))
    #expect(state.process.restarts == 2 && state.process.statusText == "up" && state.process.memoryCurrent == 4096)
    #expect(state.isEnabled && state.needsReload && state.fragmentPath == path("/etc/x.service"))
    #expect(state.dropInPaths == [path("/run/d.conf")])
    #expect(state.effective.command == UnitCommand(executable: "/bin/x", arguments: ["x", "a b"]))
    #expect(state.effective.watchdog == .seconds(30))
    #expect(state.invocationID == "000102030405060708090a0b0c0d0e0f")
    #expect(state.times.processStart == Timestamp(milliseconds: 1_700_000_000_123))
  }

  @Test("what systemd counts as not set is absent")
  func absent() throws {
    let state = try Self.state([
      "MainPID": .unsigned32(0), "MemoryCurrent": .unsigned64(.max), "TimeoutStartUSec": .unsigned64(.max),
      "WatchdogUSec": .unsigned64(0), "ExecMainCode": .signed32(0), "StatusText": .string(""),
      "FragmentPath": .string(""), "InvocationID": .array(of: "y", []), "ActiveEnterTimestamp": .unsigned64(0),
    ])
    #expect(state.process.mainPID == nil && state.process.memoryCurrent == nil && state.process.lastExit == nil)
    #expect(state.effective.startTimeout == nil && state.effective.watchdog == nil)
    #expect(state.fragmentPath == nil && state.invocationID == nil && state.times.activeEnter == nil)
  }
}
