import CommandTree
import Platform
import Profiles
import Services
import Testing

@testable import CommandLineTool
@testable import Doctor

@Suite("Status for people") struct StatusTextTests {
  /// The first words of lines, where they are among those asked for, in the order they are printed.
  private func order(_ sample: SnapshotSample, _ words: [String]) throws -> [String] {
    try sample.lines().compactMap { line in words.first { line.text.hasPrefix($0) } }
  }

  private static let groups = [
    "Service:", "Profile:", "File logs:", "Command:", "Service file:", "Working dir:", "Service env:", "Config (cli):",
    "Config (service):", "Gateway:", "Probe target:", "Probe note:", "State:", "Runtime:", "RPC probe:", "RPC target:",
    "The service is not running.", "Port 18789 is busy", "Listening:", "Last gateway lines", "Last gateway error:",
    "Gateway of an earlier name:", "warning:", "incomplete:",
  ]

  @Test("a healthy gateway's facts, in the order of the manual") func healthy() throws {
    #expect(
      try order(SnapshotSample(), Self.groups) == [
        "Service:", "Profile:", "File logs:", "Command:", "Service file:", "Working dir:", "Service env:",
        "Config (cli):",
        "Gateway:",
        "Probe target:", "Probe note:", "State:", "Runtime:", "RPC probe:", "Listening:",
      ])
  }

  @Test("everything at once keeps that order") func everything() throws {
    var sample = SnapshotSample()
    sample.manager = .answered(.gaveUp)
    sample.probe = .failed
    sample.serviceConfig = ("other/openclaw.json", "{}")
    sample.lastRun = LastRun(entries: [LastRun.Line("fatal: no"), LastRun.Line("bye")], source: .journal)
    sample.lingers = false
    sample.incomplete = ["services"]
    let home = SnapshotSample.home
    sample.otherServices = [
      .init(kind: .legacy, unit: "clawdbot-gateway.service", path: home.appending("x"), scope: .user)
    ]
    #expect(try order(sample, Self.groups) == Self.groups.filter { $0 != "Listening:" })
  }

  @Test("facts go to standard output, problems to standard error") func streams() throws {
    var sample = SnapshotSample()
    sample.manager = .answered(.gaveUp)
    sample.probe = .failed
    sample.lastRun = LastRun(entries: [LastRun.Line("fatal: no")], source: .file)
    for line in try sample.lines() where !line.text.isEmpty {
      let isProblem = ["RPC", "The service", "Port", "- ", "Last", "  fatal", "Logs:"].contains(
        where: line.text.hasPrefix)
      #expect((line.stream == .error) == isProblem, "\(line)")
    }
  }

  @Test("each group ends with one empty line, and none comes twice") func groups() throws {
    let lines = try SnapshotSample().lines().map(\.text)
    #expect(zip(lines, lines.dropFirst()).allSatisfy { !$0.isEmpty || !$1.isEmpty })
    #expect(lines.first?.isEmpty == false)
  }

  @Test("WSL 2 is told of systemd while nothing is installed") func windows() throws {
    var sample = SnapshotSample()
    sample.scope = nil
    sample.manager = .answered(.absent)
    sample.machine = MachineFacts(isBooted: false, kernelRelease: "5.15.153.1-microsoft-standard-WSL2")
    let lines = try sample.lines().map(\.text)
    #expect(lines.contains("Manager: supervisor, because no systemd runs here"))
    #expect(lines.filter { $0.hasPrefix("Hint: for systemd in WSL: ") }.count == 1)
    sample.scope = .user
    #expect(try !sample.lines().contains { $0.text.hasPrefix("Hint: ") })
  }

  @Test("what is not there says how to get it") func remedies() throws {
    var sample = SnapshotSample()
    sample.profile = Profile(.named("rescue"), home: SnapshotSample.home)
    sample.scope = nil
    sample.manager = .unreachable(.noServiceManager)
    let withoutManager = try sample.lines().map(\.text)
    let foreground = "No systemd runs here: the gateway runs in the foreground: openclaw --profile rescue gateway"
    #expect(withoutManager.contains(foreground) && !withoutManager.contains { $0.contains("gateway install") })
    sample.manager = .answered(.absent)
    let withManager = try sample.lines().map(\.text)
    #expect(withManager.contains("No service is installed. Install it: openclaw --profile rescue gateway install"))
  }

  @Test("a gateway that runs in the foreground is told as that, and nothing else is advised") func foreground() throws {
    var sample = SnapshotSample()
    sample.runningGateway = ListeningSocket.sample(SnapshotSample.port).holder.map(ProfileGateway.inForeground)
    for manager in [ManagerFact.unreachable(.noServiceManager), .answered(.absent), .answered(.stopped)] {
      sample.manager = manager
      sample.scope = manager.unit?.state == .stopped ? .user : nil
      let lines = try sample.lines().map(\.text)
      #expect(lines.contains("The gateway runs in the foreground, as process 71, and not as a service."))
      #expect(!lines.contains { $0.contains("gateway install") || $0.contains("gateway start") })
    }
  }

  @Test("a unit whose program is gone is installed anew", arguments: ["failed", "activating"])
  func programGone(_ state: String) throws {
    var sample = SnapshotSample()
    let subState = state == "failed" ? state : "auto-restart"
    sample.manager = .answered(.sample(state, subState, lastExit: .exited(203), result: "exit-code", restarts: 1))
    let lines = try sample.lines().map(\.text)
    #expect(lines.contains("The unit's program is not there. Install it anew: openclaw gateway install --force"))
    #expect(!lines.contains { $0.contains("gateway start") })
  }

  @Test("the cleanup of another gateway takes its unit away, so that it is not found again") func cleanup() throws {
    var sample = SnapshotSample()
    let path = SnapshotSample.home.appending("moltbot-gateway.service")
    sample.otherServices = [.init(kind: .legacy, unit: "moltbot-gateway.service", path: path, scope: .user)]
    let wanted =
      "  Cleanup: systemctl --user disable --now moltbot-gateway.service; rm \(path) && systemctl --user daemon-reload"
    #expect(try sample.lines().map(\.text).contains(wanted))
  }

  @Test("another account's home is written in full") func otherHome() throws {
    var report = try SnapshotSample().report()
    report.readerHome = .root.appending("root")
    let text = report.text(ReportStyle(output: .plain, error: .plain)).lines.map(\.text).joined(separator: "\n")
    #expect(text.contains("Config (cli): /home/ops/.openclaw/openclaw.json") && !text.contains("~"))
  }

  @Test("what a system service needs is said for that service") func systemRemedies() throws {
    let sudo = Account.effectiveUserID == 0 ? "" : "sudo "
    var sample = SnapshotSample()
    sample.scope = .system
    sample.unitVersion = "0.1"
    sample.manager = .answered(.gaveUp)
    let lines = try sample.lines().map(\.text)
    #expect(lines.contains("The service is not running. Start it: \(sudo)openclaw gateway start --system"), "\(lines)")
    let again = "Recommendation: \(sudo)openclaw gateway install --force --system --run-as ops"
    #expect(lines.contains(again) == lines.contains { $0.hasPrefix("Service config issue:") })
    #expect(!lines.contains { $0.hasSuffix("gateway install --force") })
  }

  @Test("homes are written as ~ and secrets not at all") func places() throws {
    let text = try SnapshotSample().lines().map(\.text).joined(separator: "\n")
    #expect(text.contains("Config (cli): ~/.openclaw/openclaw.json") && !text.contains("canary"))
  }

  @Test("what others wrote is one line without control characters") func foreignText() throws {
    var sample = SnapshotSample()
    let text = "evil\u{1B}[2J\nRPC probe: ok"
    sample.listeners = .found([.sample(SnapshotSample.port, command: text)])
    sample.probe = .sample(.failed(code: "closed", message: text))
    sample.lastRun = LastRun(entries: [LastRun.Line(text, isError: true)], source: .journal)
    let lines = try sample.lines().map(\.text).filter { $0.contains("evil") }
    #expect(lines.count == 4 && lines.allSatisfy { $0.contains("evil\u{FFFD}[2J RPC probe: ok") }, "\(lines)")
  }
}
