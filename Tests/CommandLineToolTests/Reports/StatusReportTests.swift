import CommandTree
import Configuration
import JSON
import Platform
import Profiles
import Services
import Testing

@testable import CommandLineTool
@testable import Doctor

@Suite("Status report") struct StatusReportTests {
  /// One combination of what the manager says, what the probe gives, and what the headline is then.
  struct Row: Sendable, CustomTestStringConvertible {
    let manager: ManagerFact
    var isInstalled = true
    let state: String
    let reason: String?

    init(_ unit: UnitState, _ state: String, _ reason: String?) {
      manager = .answered(unit)
      self.state = state
      self.reason = reason
    }

    init(_ manager: ManagerFact, isInstalled: Bool, _ state: String, _ reason: String?) {
      self.manager = manager
      self.isInstalled = isInstalled
      self.state = state
      self.reason = reason
    }

    var testDescription: String { "\(state): \(reason ?? "")" }
  }

  static let noManager = "systemd is not running on this machine"
  static let rows = [
    Row(.sample(), "running", nil),
    Row(.absent, "stopped", nil), Row(.stopped, "stopped", nil), Row(.starting, "starting", "reading the config"),
    Row(.reloading, "reloading", nil), Row(.stopping, "stopping", nil),
    Row(.restarting, "restarting", "it exited with status 1 (exit-code)"),
    Row(.gaveUp, "gave-up", "gave up after 5 restarts: it exited with status 1 (exit-code)"),
    Row(.killed, "failed", "it was killed by signal 9 (signal)"),
    Row(.sample("failed", "failed", result: "timeout"), "failed", "the last result was timeout"),
    Row(.rejected, "config-rejected", "the configuration was refused (exit status 78)"),
    Row(.unreachable(.noServiceManager), isInstalled: true, "unknown", noManager),
    Row(.unreachable(.noServiceManager), isInstalled: false, "not-installed", noManager),
    Row(.unasked, isInstalled: true, "unknown", nil), Row(.unasked, isInstalled: false, "not-installed", nil),
    Row(.answered(.absent), isInstalled: false, "not-installed", nil),
  ]

  struct Probed: Sendable, CustomTestStringConvertible {
    let probe: ProbeFact?
    let reachable: JSONValue?
    let auth: JSONValue?
    let status: CommandStatus

    var testDescription: String { "\(status)" }
  }

  static let probes = [
    Probed(
      probe: .sample(.answered(version: "1", uptime: .zero)), reachable: true, auth: "accepted", status: .success),
    Probed(probe: .refused, reachable: true, auth: "refused", status: .unauthorized),
    Probed(
      probe: .sample(.declined(code: "rejected", message: "no", isAdmitted: false)), reachable: true, auth: "unknown",
      status: .unreachable),
    Probed(
      probe: .sample(.declined(code: "method-error", message: "UNAVAILABLE: no", isAdmitted: true)), reachable: true,
      auth: "accepted", status: .unreachable),
    Probed(probe: .failed, reachable: false, auth: "unknown", status: .unreachable),
    Probed(probe: nil, reachable: nil, auth: nil, status: .unreachable),
  ]

  @Test("the state is the manager's, reachability the probe's: neither shapes the other", arguments: rows, probes)
  func independent(_ row: Row, _ probed: Probed) throws {
    var sample = SnapshotSample()
    sample.manager = row.manager
    sample.scope = row.isInstalled ? .user : nil
    sample.probe = probed.probe
    let report = try sample.report(requiresRPC: true)
    #expect(report.json["state"] == .string(row.state))
    let isSilent = row.state == "running" && probed.reachable == false
    let reason = isSilent ? "the service runs and its port does not answer" : row.reason
    #expect(report.json["reason"] == reason.map { .string($0) })
    #expect(report.json["reachable"] == probed.reachable && report.json["auth"] == probed.auth)
    #expect(report.exitStatus == probed.status)
    #expect(try sample.report().exitStatus == .success)
  }

  @Test("a refused credential is named with its source; the rpc has the cause") func refused() throws {
    var sample = SnapshotSample()
    sample.probe = .refused
    let json = try sample.report().json
    #expect(json["authDetail"]?["code"] == "auth-token-mismatch")
    #expect(json["authDetail"]?["source"]?.stringValue?.hasPrefix("gateway.auth.token in ") == true)
    #expect(json["rpc"]?["ok"] == false && json["rpc"]?["code"] == "auth-token-mismatch")
  }

  @Test("a healthy process whose probe fails never counts as starting", arguments: [ProbeFact.failed, .refused])
  func neverStarting(_ probe: ProbeFact) throws {
    var sample = SnapshotSample()
    sample.probe = probe
    let text = try sample.lines().map(\.text).joined(separator: "\n")
    #expect(text.contains("State: running") && !text.contains("starting") && !text.contains("warm"))
  }

  @Test("a configuration that was refused is told with file and line") func configurationReason() throws {
    var sample = SnapshotSample()
    sample.manager = .answered(.rejected)
    sample.config = "{\n gateway: {port: 'x'}}"
    let reason = try sample.report().reason ?? ""
    #expect(reason.hasPrefix("~/.openclaw/openclaw.json:2:18: gateway.port: "), "\(reason)")
  }

  @Test("a healthy gateway has no warning") func healthy() throws {
    let report = try SnapshotSample().report()
    #expect(report.warnings == [] && report.audit == [] && report.overrides == [] && !report.isSilent)
    #expect(try SnapshotSample().lines().filter { $0.stream == .error } == [])
  }

  struct Warned: Sendable, CustomTestStringConvertible {
    let code: String
    let hint: String?
    let change: @Sendable (inout SnapshotSample) throws -> Void

    var testDescription: String { code }
  }

  /// What stands before commands for root, unless it is root who reads them.
  private static let sudo = Account.effectiveUserID == 0 ? "" : "sudo "

  static let warnings = [
    Warned(code: "linger-off", hint: "openclaw gateway install --enable-linger") { $0.lingers = false },
    Warned(code: "other-scope-installed", hint: sudo + "openclaw gateway uninstall --system") {
      $0.twin = try SnapshotSample.installed($0.profile, .system)
    },
    Warned(code: "interrupted-plan", hint: "openclaw gateway install") { $0.interruptedPlan = .user },
    Warned(code: "port-differs", hint: "openclaw gateway install --force") {
      $0.unitPort = $0.unitPort.advanced(by: 1) ?? $0.unitPort
    },
    Warned(code: "drift", hint: "openclaw gateway restart") { $0.hasDrifted = true },
    Warned(code: "config-not-taken-over", hint: "openclaw config validate") {
      $0.probe?.configuration = [
        "valid": false, "issues": [["path": "", "message": "no object", "file": "/c", "line": 1, "column": 2]],
      ]
    },
    Warned(code: "config-waits-for-restart", hint: "openclaw gateway restart") {
      $0.probe?.configuration = ["valid": true, "issues": [], "needsRestart": ["gateway.bind"]]
    },
    Warned(code: "config-unwatched", hint: "systemctl --user reload openclaw-gateway.service") {
      $0.probe?.configuration = ["valid": true, "watchError": "inotify_init1: Too many open files"]
    },
    Warned(code: "port-shared", hint: "kill 99") {
      $0.listeners = .found([
        .sample(SnapshotSample.port), .sample(SnapshotSample.port, command: "socat", address: "::1", process: 99),
      ])
    },
    Warned(code: "needs-reload", hint: "systemctl --user daemon-reload") {
      $0.manager = .answered(.sample(needsReload: true))
    },
    Warned(code: "config-warning", hint: nil) { $0.config = "{gateway: {mode: 'local', prot: 1}}" },
  ]

  @Test("each thing to know has its own code and the command that mends it", arguments: warnings)
  func warns(_ warned: Warned) throws {
    var sample = SnapshotSample()
    try warned.change(&sample)
    let found = try sample.report().warnings
    #expect(found.map(\.code) == [warned.code] && found.map(\.hint) == [warned.hint])
  }

  @Test("a stranger on another address of the port does not count as the gateway") func stranger() throws {
    var sample = SnapshotSample()
    sample.listeners = .found([
      .sample(SnapshotSample.port), .sample(SnapshotSample.port, command: "socat", address: "::1", process: 99),
    ])
    #expect(try sample.lines().map(\.text).contains("Listening: 127.0.0.1:18789"))
    #expect(
      try sample.report().json["port"]?["hints"] == ["another program listens here: stop it or choose another port"])
    let message = try sample.report().warnings.first?.message
    #expect(message?.contains("[::1]:18789") == true && message?.contains("process 99 (socat)") == true)
  }

  @Test("a gateway in somebody's terminal has its listeners to itself too") func foreground() throws {
    var sample = SnapshotSample()
    sample.scope = nil
    sample.manager = .answered(.absent)
    #expect(try sample.report().json["port"]?["hints"]?.arrayValue?.count == 1)
    sample.runningGateway = ListeningSocket.sample(SnapshotSample.port).holder.map(ProfileGateway.inForeground)
    #expect(try sample.report().json["port"]?["hints"] == [])
  }

  static let systemWarnings = [
    Warned(code: "interrupted-plan", hint: sudo + "openclaw gateway install --system --run-as ops") {
      $0.interruptedPlan = .system
    },
    Warned(code: "port-differs", hint: sudo + "openclaw gateway install --force --system --run-as ops") {
      $0.unitPort = $0.unitPort.advanced(by: 1) ?? $0.unitPort
    },
    Warned(code: "drift", hint: sudo + "openclaw gateway restart --system") { $0.hasDrifted = true },
  ]

  @Test("what mends a system service names its scope and its account", arguments: systemWarnings)
  func warnsOfSystemService(_ warned: Warned) throws {
    var sample = SnapshotSample()
    sample.scope = .system
    try warned.change(&sample)
    let found = try sample.report().warnings
    #expect(found.map(\.code) == [warned.code] && found.map(\.hint) == [warned.hint])
  }

  @Test("lingering does not concern a system service, nor what is not installed") func lingering() throws {
    for scope in [ServiceScope.system, nil] {
      var sample = SnapshotSample()
      sample.scope = scope
      sample.lingers = false
      #expect(try sample.report().warnings == [])
      #expect(try sample.report().json["linger"] == (scope == .system ? nil : "no"))
    }
  }

  @Test("only drop-ins that change the command are overrides") func overrides() throws {
    let own = UnitCommand(
      executable: "/usr/local/bin/openclaw", arguments: ["/usr/local/bin/openclaw", "gateway", "--port", "18789"])
    let other = UnitCommand(executable: "/bin/other", arguments: ["/bin/other"])
    for (command, paths) in [(own, []), (other, ["/run/d.conf"])] {
      var sample = SnapshotSample()
      sample.manager = .answered(.sample(dropIns: ["/run/d.conf"], command: command))
      #expect(try sample.report().overrides == paths)
    }
  }

  @Test("secrets in command lines of listeners are masked") func masked() throws {
    let report = try SnapshotSample().report()
    let text = JSONValue.object(report.json).text()
    #expect(!text.contains("canary") && text.contains("--token ***"))
  }

  @Test("a health that fails is a fact beside all the others, and a failure where the gateway had to answer")
  func health() throws {
    var sample = SnapshotSample()
    sample.probe?.health = .failed(code: "method-error", message: "UNAVAILABLE: no")
    let report = try sample.report(requiresRPC: true)
    #expect(report.json["healthError"]?["code"] == "method-error" && report.json["health"] == nil)
    #expect(report.json["reachable"] == true && report.json["rpc"]?["ok"] == true && report.exitStatus == .failure)
    #expect(try sample.lines().contains { $0.text == "Health: failed: UNAVAILABLE: no" })
    sample.probe?.health = .answered(["ok": true])
    #expect(try sample.report(requiresRPC: true).json["health"] == ["ok": true])
    #expect(try sample.report(requiresRPC: true).exitStatus == .success && sample.report().json["healthError"] == nil)
  }

  @Test("a port that cannot be read is unknown, one that was not looked at in time is absent") func port() throws {
    var sample = SnapshotSample()
    sample.listeners = .failed(SystemError(code: 13, call: "open", subject: "/proc/net/tcp"))
    #expect(try sample.report().json["port"]?["status"] == "unknown")
    sample.listeners = nil
    #expect(try sample.report().json["port"] == nil)
    sample.listeners = .found([])
    #expect(try sample.report().json["port"]?["status"] == "free" && sample.report().isSilent)
  }
}
