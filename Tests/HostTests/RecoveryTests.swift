import TestSupport
import Testing

@Suite("A gateway that goes wrong", .whereHostsBoot, .host, .serialized)
struct RecoveryTests {
  @Test("after a crash there is a new process that answers") func crash() async throws {
    let host = try BootedHost.current
    _ = try await host.install("crash")
    try await host.override("crash", with: "RestartSec=50ms")
    try await host.restart("crash")
    let dead = try await host.signal("KILL", "crash")
    try await host.waitForRestart("crash", from: dead)
    #expect(try await host.openclaw("--profile crash gateway health").ok == true)
  }

  @Test("a frozen loop is noticed, told by status, and replaced") func freeze() async throws {
    let host = try BootedHost.current
    _ = try await host.install("frozen")
    // A debug build's runtime catches the watchdog's SIGABRT, prints a backtrace and lives on.
    let asReleased = "Environment=SWIFT_BACKTRACE=enable=no"
    try await host.override("frozen", with: "WatchdogSec=500ms", "RestartSec=2", asReleased)
    try await host.restart("frozen")
    let frozen = try await host.signal("STOP", "frozen")
    try await eventually("the watchdog has bitten") { try await host.unit("frozen", "SubState") == "auto-restart" }
    let status = try await host.openclaw("--profile frozen gateway status")
    #expect(status.state == "restarting" && status.service.runtime.result == "watchdog", "\(status)")
    #expect(status.reason.text?.contains("watchdog") == true, "\(status)")
    try await host.waitForRestart("frozen", from: frozen)
    #expect(try await host.openclaw("--profile frozen gateway health").ok == true)
  }

  @Test("after too many crashes status says so, and one start brings it back", arguments: ["start", "restart"])
  func crashLoop(verb: String) async throws {
    let host = try BootedHost.current
    let profile = "loop-\(verb)"
    _ = try await host.install(profile)
    try await host.override(profile, with: "RestartSec=50ms", "[Unit]", "StartLimitBurst=3")
    try await eventually("systemd has given up") {
      if try await host.unit(profile, "ActiveState") == "active" { try await host.signal("KILL", profile) }
      return try await host.unit(profile, "ActiveState") == "failed"
    }
    let status = try await host.openclaw("--profile \(profile) gateway status")
    #expect(status.state == "gave-up", "\(status)")
    let restarts = try await host.unit(profile, "NRestarts")
    #expect(status.service.runtime.restarts.integer == Int(restarts), "\(status)")
    let revival = try await host.openclaw("--profile \(profile) gateway \(verb)")
    #expect(revival.status == 0, "\(revival)")
    #expect(try await host.openclaw("--profile \(profile) gateway health").ok == true)
  }

  @Test("a config that is refused stops the service at once; status names it, and mending it suffices")
  func refusedConfig() async throws {
    let host = try BootedHost.current
    _ = try await host.install("refused")
    let config = "~/.openclaw-refused/openclaw.json"
    try #require(await host.run("cp \(config) ~/good && echo '{gateway: {mode: 7}}' >\(config)").succeeded)
    try await host.restart("refused")
    #expect(try await host.unit("refused", "ExecMainStatus") == "78")
    #expect(try await host.unit("refused", "NRestarts") == "0")
    let status = try await host.openclaw("--profile refused gateway status")
    #expect(status.state == "config-rejected", "\(status)")
    #expect(status.reason.text?.contains("openclaw.json") == true, "\(status)")
    try #require(await host.run("cat ~/good >\(config)").succeeded)
    #expect(try await host.openclaw("--profile refused gateway start").status == 0)
  }

  @Test(
    "restart leaves a running gateway alone when its config would be refused, or is gone",
    arguments: ["echo '{gateway: {mode: 7}}' >", "rm "])
  func restartWithBadConfig(damage: String) async throws {
    let host = try BootedHost.current
    _ = try await host.run("rm -f ~/.openclaw-kept/openclaw.json")
    _ = try await host.install("kept")
    let process = try await host.mainProcess("kept")
    try #require(await host.run("\(damage)~/.openclaw-kept/openclaw.json").succeeded)
    let answer = try await host.openclaw("--profile kept gateway restart")
    #expect(answer.status == 78 && answer.ok == false, "\(answer)")
    #expect(try await host.mainProcess("kept") == process)
  }

  @Test("a gateway that ends before it is ready is told with its last lines") func lastLines() async throws {
    let host = try BootedHost.current
    _ = try await host.install("dying")
    let line = "ExecStart=/bin/sh -c 'echo the disk is made of cheese >&2; exit 3'"
    try await host.override("dying", with: "ExecStart=", line, "RestartSec=50ms", "[Unit]", "StartLimitBurst=2")
    #expect(try await host.openclaw("--profile dying gateway stop").status == 0)
    let start = try await host.openclaw("--profile dying gateway start")
    #expect(start.status == 1 && start.error.text?.contains("made of cheese") == true, "\(start)")
    let status = try await host.openclaw("--profile dying gateway status")
    #expect(status.lastRun.lines.items.contains { $0.text?.contains("made of cheese") == true }, "\(status)")
  }
}
