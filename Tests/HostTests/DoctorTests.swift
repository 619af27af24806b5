import TestSupport
import Testing

@Suite("The doctor on a real host", .whereHostsBoot, .host, .serialized)
struct DoctorTests {
  /// Something that is made wrong on a healthy host, and the one check that is to find it.
  struct Defect: Sendable, CustomTestStringConvertible {
    let check: String
    /// Lines of shell that do the damage.
    let damage: String
    /// What `doctor` needs beside `--fix`.
    var flags = ""
    /// Lines that root runs first.
    var preparation = "true"

    var testDescription: String { check }
  }

  private static let unit = "~/.config/systemd/user/openclaw-gateway.service"

  private static func edit(_ check: String, _ script: String, flags: String = "") -> Defect {
    Defect(check: check, damage: "sed -i '\(script)' \(unit) && systemctl --user daemon-reload", flags: flags)
  }

  /// Another copy of the programs, from which the gateway runs.
  private static func moved(_ check: String, to folder: String) -> Defect {
    Defect(
      check: check,
      damage: "sed -i 's#/usr/local/bin/openclaw#\(folder)/openclaw#' \(unit) && systemctl --user daemon-reload"
        + " && systemctl --user restart openclaw-gateway",
      preparation:
        "mkdir -p \(folder) && cp /usr/local/bin/openclaw \(gateway) \(folder) && chmod 755 \(folder) \(folder)/*")
  }

  private static let gateway = "/usr/local/libexec/openclaw/openclaw-gateway"

  static let defects = [
    Defect(check: "config-open", damage: "chmod 644 ~/.openclaw/openclaw.json"),
    Defect(check: "state-dir-open", damage: "chmod 755 ~/.openclaw"),
    Defect(check: "env-file-open", damage: "touch ~/.openclaw/.env && chmod 644 ~/.openclaw/.env"),
    Defect(check: "gateway-mode-unset", damage: "openclaw config unset gateway.mode"),
    Defect(check: "gateway-auth-token", damage: "openclaw config unset gateway.auth.token"),
    Defect(check: "unit-port-drift", damage: "openclaw config set gateway.port 20789"),
    Defect(check: "unit-perms", damage: "chmod 666 \(unit)"),
    Defect(check: "interrupted-plan", damage: ": >~/.openclaw/plan.journal"),
    Defect(
      check: "service-failed",
      damage: "openclaw config unset gateway.mode; systemctl --user restart openclaw-gateway;"
        + " openclaw config set gateway.mode local"),
    Defect(
      check: "exec-replaced", damage: "true",
      preparation: "cp \(gateway) \(gateway).new && printf ' ' >>\(gateway).new && mv \(gateway).new \(gateway)"),
    moved("exec-volatile-path", to: "/tmp/programs"), moved("gateway-entrypoint-mismatch", to: "/opt/programs"),
    edit("exec-missing", "s#/usr/local/bin/openclaw#/opt/gone/openclaw#"),
    edit("unit-profile-drift", "s#^Profile=.*#Profile=other#"),
    edit("gateway-command-missing", "s# gateway --port# --port#", flags: "--force"),
    Defect(check: "service-disabled", damage: "systemctl --user disable openclaw-gateway"),
    Defect(check: "unit-reload-needed", damage: "echo '# mine' >>\(unit)"),
    edit("systemd-after-network-online", "/^After=/d"), edit("systemd-wants-network-online", "/^Wants=/d"),
    edit("systemd-restart-sec", "s/^RestartSec=.*/RestartSec=50/"),
    edit("systemd-restart", "s/^Restart=.*/Restart=on-failure/"), edit("systemd-kill-mode", "/^KillMode=/d"),
    edit("systemd-restart-prevent", "/^RestartPreventExitStatus=/d"),
    edit("gateway-path-missing", "/^Environment=PATH=/d"),
    edit("gateway-path-missing-dirs", "s/^Environment=PATH=.*/Environment=PATH=\\/usr\\/bin/"),
    edit("gateway-path-nonminimal", "s/^Environment=PATH=/&\\/home\\/alice\\/.nvm\\/bin:/"),
    edit("secret-in-unit", "s/^Environment=OPENCLAW_GATEWAY_TOKEN=/&canary/"),
    edit("exec-version-drift", "s/^Version=.*/Version=0.1/"),
    edit("service-config-custom", "s/^TimeoutStopSec=.*/TimeoutStopSec=77/", flags: "--force"),
  ]

  @Test("a host on which everything is well has no finding, and nothing is repaired") func healthy() async throws {
    let host = try BootedHost.current
    _ = try await host.install("default")
    let before = try await host.tree(withTimes: true)
    let answer = try await host.openclaw("doctor --fix")
    #expect(answer.status == 0 && answer.result == "unchanged" && answer.findings == [], "\(answer)")
    #expect(answer.checksSkipped == [], "\(answer)")
    #expect(try await host.tree(withTimes: true).symmetricDifference(before) == [])
  }

  @Test("a defect is found and nothing else, --fix removes it, and a second run is silent", arguments: defects)
  func mended(_ defect: Defect) async throws {
    let host = try BootedHost.current
    _ = try await host.install("default")
    try #require(await host.run(defect.preparation, as: .root).succeeded)
    try #require(await host.run(defect.damage).succeeded)
    let found = try await host.openclaw("doctor")
    #expect(found.findings.items.map(\.checkId) == [.string(defect.check)], "\(found)")
    let fixed = try await host.openclaw("doctor --fix \(defect.flags)")
    #expect(fixed.status == 0 && fixed.result == "repaired" && fixed.findings == [], "\(fixed)")
    #expect(try await host.openclaw("gateway health").ok == true)
    let before = try await host.tree(withTimes: true)
    let again = try await host.openclaw("doctor --fix \(defect.flags)")
    #expect(again.status == 0 && again.result == "unchanged" && again.repairs == [], "\(again)")
    #expect(try await host.tree(withTimes: true).symmetricDifference(before) == [])
  }

  @Test("lingering is turned on, for a manager that is there and for one that is not") func linger() async throws {
    let host = try BootedHost.current
    _ = try await host.install("default")
    let session = try await host.logIn("alice")
    try #require(await host.run("loginctl disable-linger alice", as: .root).succeeded)
    #expect(try await host.openclaw("doctor").findings.items.map(\.checkId) == ["linger"])
    try await session.logOut()
    let gone = try await host.openclaw("doctor")
    #expect(gone.findings.items.map(\.checkId) == ["systemd-unavailable"], "\(gone)")
    let fixed = try await host.openclaw("doctor --fix")
    #expect(fixed.status == 0 && fixed.result == "repaired" && fixed.findings == [], "\(fixed)")
  }

  @Test("what was repaired is put back byte for byte by --undo") func undone() async throws {
    let host = try BootedHost.current
    _ = try await host.install("undone")
    let unit = "~/.config/systemd/user/\(SystemdHost.unitName("undone"))"
    let damage = "chmod 644 ~/.openclaw-undone/openclaw.json && sed -i s/RestartSec=5/RestartSec=50/ \(unit)"
    try #require(await host.run("\(damage) && systemctl --user daemon-reload").succeeded)
    let (damaged, text) = (
      try await host.tree("/home/alice/.openclaw-undone"), try await host.run("cat \(unit)").output
    )
    #expect(try await host.openclaw("--profile undone doctor --fix").status == 0)
    #expect(try await host.run("cat \(unit)").output != text)
    let undo = try await host.openclaw("--profile undone doctor --undo")
    #expect(undo.status == 0 && undo.result == "undone", "\(undo)")
    #expect(try await host.run("cat \(unit)").output == text)
    let left = try await host.tree("/home/alice/.openclaw-undone").symmetricDifference(damaged)
    #expect(left.allSatisfy { $0.contains(".bak") }, "\(left)")
    #expect(try await host.openclaw("--profile undone doctor --undo").result == "unchanged")
  }

  @Test("drop-ins are never touched, and one that replaces the command is told") func dropIns() async throws {
    let host = try BootedHost.current
    _ = try await host.install("dropped")
    let folder = "/home/alice/.config/systemd/user/\(SystemdHost.unitName("dropped")).d"
    let text = "[Service]\\nTimeoutStopSec=77\\nExecStart=\\nExecStart=/usr/local/bin/openclaw gateway --port 22222\\n"
    try #require(
      await host.run("mkdir \(folder); printf '\(text)' >\(folder)/mine.conf; systemctl --user daemon-reload").succeeded
    )
    let before = try await host.tree(folder, withTimes: true)
    let answer = try await host.openclaw("--profile dropped doctor --fix --force")
    #expect(answer.findings.items.contains { $0.checkId == "unit-command-overridden" }, "\(answer)")
    #expect(try await host.tree(folder, withTimes: true).symmetricDifference(before) == [])
    _ = try await host.run("rm -r \(folder); openclaw --profile dropped gateway uninstall")
  }

  @Test("without --fix nothing is written, nobody is signalled and no process is started") func traced() async throws {
    let host = try BootedHost.current
    _ = try await host.install("default")
    let trace = try await host.run(
      "strace -f -qq -o ~/trace openclaw doctor --deep >/dev/null; cat ~/trace; rm ~/trace")
    #expect(trace.output.contains("execve("), "\(trace)")
    #expect(trace.output.split(separator: "\n").filter(Trace.changesSomething) == [])
  }
}
