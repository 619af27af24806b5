import TestSupport
import Testing

@Suite("Start, stop and restart", .whereHostsBoot, .host, .serialized)
struct LifecycleTests {
  @Test("what is stopped stays down, what is started answers, and enablement never changes") func rounds() async throws
  {
    let host = try BootedHost.current
    _ = try await host.install("rounds")
    for _ in 0..<5 {
      #expect(try await host.openclaw("--profile rounds gateway stop").result == "stopped")
      #expect(try await host.unit("rounds", "ActiveState") == "inactive")
      #expect(try await host.unit("rounds", "Result") == "success")
      #expect(try await host.openclaw("--profile rounds gateway start").result == "started")
      #expect(try await host.openclaw("--profile rounds gateway health").ok == true)
      #expect(try await host.openclaw("--profile rounds gateway restart").result == "restarted")
      #expect(try await host.unit("rounds", "UnitFileState") == "enabled")
    }
  }

  @Test("stop ends a gateway in the foreground and the service that failed beside it") func stopBoth() async throws {
    let host = try BootedHost.current
    _ = try await host.install("both")
    _ = try await host.openclaw("--profile both gateway stop")
    let run = "systemd-run --user --quiet --unit=beside /usr/local/bin/openclaw --profile both gateway run"
    try #require(await host.run(run).succeeded)
    try await eventually("it answers") { try await host.openclaw("--profile both gateway health").ok == true }
    for command in ["start", "restart", "install --force"] {
      let refused = try await host.openclaw("--profile both gateway \(command)")
      #expect(
        refused.status == 1 && refused.hints.items.first?.text == "openclaw --profile both gateway stop", "\(refused)")
    }
    let allowed = try await host.openclaw("--profile both config set commands.restart true")
    #expect(allowed.status == 0, "\(allowed)")
    try await eventually("the gateway has read that, and restarts in its place") {
      let restarted = try await host.openclaw("--profile both gateway restart")
      return restarted.status == 0 && restarted.foreground.pid.integer != nil
    }
    _ = try await host.run("systemctl --user start \(SystemdHost.unitName("both"))")
    let process = try await host.run("systemctl --user show -P MainPID beside").line
    #expect(try await host.openclaw("--profile both gateway status").foreground.pid.integer == Int(process))
    #expect(try await host.openclaw("--profile both gateway stop").status == 0)
    #expect(try await host.unit("both", "ActiveState") == "inactive")
    #expect(try await host.openclaw("--profile both gateway health").status == 4)
  }

  @Test("a stop fits into the time that a drop-in leaves, though a client does not say goodbye") func shortStop()
    async throws
  {
    let host = try BootedHost.current
    let port = try #require(try await host.install("brief").port.integer)
    try await host.override("brief", with: "TimeoutStopSec=500ms")
    let request =
      "GET / HTTP/1.1\\r\\nHost: 127.0.0.1\\r\\nUpgrade: websocket\\r\\nConnection: Upgrade\\r\\n"
      + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\\r\\nSec-WebSocket-Version: 13\\r\\n\\r\\n"
    let client = "exec 3<>/dev/tcp/127.0.0.1/\(port); printf '\(request)' >&3; head -c 12 <&3"
    let stop = "systemctl --user stop \(SystemdHost.unitName("brief"))"
    #expect(try await host.run("bash -c \"\(client); \(stop)\"").output == "HTTP/1.1 101")
    #expect(try await host.unit("brief", "Result") == "success")
  }

  @Test("a stop of an idle gateway takes less than a second, on a busy machine at one of ten attempts") func quickStop()
    async throws
  {
    let host = try BootedHost.current
    _ = try await host.install("idle")
    for _ in 0..<10 {
      let time = try await ContinuousClock().measure { _ = try await host.openclaw("--profile idle gateway stop") }
      if time < .seconds(1) { return }
      #expect(try await host.openclaw("--profile idle gateway start").status == 0)
    }
    Issue.record("none of ten stops took less than a second")
  }

  @Test("a start of what runs and a stop of what is stopped change nothing and succeed") func idempotence() async throws
  {
    let host = try BootedHost.current
    _ = try await host.install("same")
    let process = try await host.mainProcess("same")
    #expect(try await host.openclaw("--profile same gateway start").result == "already-running")
    #expect(try await host.mainProcess("same") == process)
    #expect(try await host.openclaw("--profile same gateway stop").result == "stopped")
    #expect(try await host.openclaw("--profile same gateway stop").result == "already-stopped")
  }

  @Test("a restart that nobody waits for is under way, says so, and ends well") func noWait() async throws {
    let host = try BootedHost.current
    _ = try await host.install("hasty")
    let process = try await host.mainProcess("hasty")
    let answer = try await host.openclaw("--profile hasty gateway restart --wait 0")
    #expect(answer.status == 9 && answer.result == "starting", "\(answer)")
    try await host.waitForRestart("hasty", from: process)
    #expect(try await host.openclaw("--profile hasty gateway health").ok == true)
  }

  @Test("a gateway in the foreground is no service, and is named by its process") func foreground() async throws {
    let host = try BootedHost.current
    #expect(try await host.openclaw("--profile fore setup --port 23300").ok == true)
    let run = "systemd-run --user --quiet --unit=fore /usr/local/bin/openclaw --profile fore gateway run"
    try #require(await host.run(run).succeeded)
    try await eventually("it answers") { try await host.openclaw("--profile fore gateway health").ok == true }
    let process = try await host.run("systemctl --user show -P MainPID fore").line
    let start = try await host.openclaw("--profile fore gateway start")
    #expect(start.status == 3 && start.hints.items.first?.text == "openclaw --profile fore gateway stop", "\(start)")
    let stop = try await host.openclaw("--profile fore gateway stop")
    #expect(stop.result == "stopped" && stop.foreground.pid.integer == Int(process), "\(stop)")
    #expect(try await host.run("systemctl --user is-active fore").line == "inactive")
  }

  @Test("a drop-in that replaces the command is named when the start fails") func dropIn() async throws {
    let host = try BootedHost.current
    _ = try await host.install("replaced")
    let directory = "$HOME/.config/systemd/user/\(SystemdHost.unitName("replaced")).d"
    let write = "printf '[Service]\\nExecStart=\\nExecStart=/bin/false\\n' >\"\(directory)/mine.conf\""
    try #require(await host.run("mkdir -p \"\(directory)\" && \(write)").succeeded)
    try #require(await host.run("systemctl --user daemon-reload").succeeded)
    let answer = try await host.openclaw("--profile replaced gateway restart")
    #expect(answer.ok == false && "\(answer)".contains("mine.conf"), "\(answer)")
  }

  @Test("start and restart of what is not installed fail with 3, stop with nothing") func absent() async throws {
    let host = try BootedHost.current
    #expect(try await host.openclaw("--profile absent gateway start").status == 3)
    #expect(try await host.openclaw("--profile absent gateway restart").status == 3)
    #expect(try await host.openclaw("--profile absent gateway stop").result == "not-loaded")
    #expect(try await host.openclaw("--profile absent gateway uninstall").result == "not-installed")
  }

  @Test("ten restarts at once all succeed") func crowd() async throws {
    let host = try BootedHost.current
    _ = try await host.install("crowd")
    let failures: [String] = try await withThrowingTaskGroup(of: Answer.self) { group in
      for _ in 0..<10 { group.addTask { try await host.openclaw("--profile crowd gateway restart") } }
      return try await group.reduce(into: []) { if $1.status != 0 { $0.append("\($1)") } }
    }
    #expect(failures == [])
    #expect(try await host.openclaw("--profile crowd gateway health").ok == true)
  }

  @Test("a reload keeps the process and its clients' port") func reload() async throws {
    let host = try BootedHost.current
    _ = try await host.install("reloaded")
    let process = try await host.mainProcess("reloaded")
    let unit = SystemdHost.unitName("reloaded")
    #expect(try await host.run("systemctl --user reload \(unit)").succeeded)
    try await eventually("it has reloaded") { try await host.unit("reloaded", "ActiveState") == "active" }
    #expect(try await host.mainProcess("reloaded") == process)
    #expect(try await host.openclaw("--profile reloaded gateway health").ok == true)
  }

  @Test("an edit that takes a restart keeps the process, the unit stays active, and a broken one is told in status")
  func edited() async throws {
    let host = try BootedHost.current
    _ = try await host.install("edited")
    let process = try await host.mainProcess("edited")
    let unit = SystemdHost.unitName("edited")
    #expect(try await host.openclaw("--profile edited config set gateway.bind lan").status == 0)
    try await eventually("it listens elsewhere") {
      try await host.unit("edited", "StatusText").hasPrefix("Listening on 0.0.0.0:")
    }
    try await eventually("it is ready") { try await host.unit("edited", "ActiveState") == "active" }
    #expect(try await host.mainProcess("edited") == process)
    #expect(try await host.unit("edited", "NRestarts") == "0")
    let file = "~/.openclaw-edited/openclaw.json"
    #expect(try await host.run("cp \(file) ~/good && echo '{' >\(file) && systemctl --user reload \(unit)").succeeded)
    try await eventually("it is told") {
      try await host.openclaw("--profile edited gateway status").warningCodes.contains("config-not-taken-over")
    }
    #expect(try await host.unit("edited", "StatusText").contains("openclaw.json:2:1"))
    #expect(try await host.run("cp ~/good \(file)").succeeded)
    try await eventually("it is whole") {
      try await !host.openclaw("--profile edited gateway status").warningCodes.contains("config-not-taken-over")
    }
    #expect(try await host.mainProcess("edited") == process)
  }

  @Test(
    "what restarts the gateway is carried out when it is asked for from inside its own unit",
    arguments: ["restart", "install --force"])
  func fromInside(command: String) async throws {
    let host = try BootedHost.current
    _ = try await host.install("inside")
    let process = try await host.mainProcess("inside")
    let group = "/sys/fs/cgroup\(try await host.unit("inside", "ControlGroup"))"
    let enter = "echo $$ >\(group)/cgroup.procs && exec runuser -u alice -- env HOME=/home/alice"
    _ = try await host.run("\(enter) openclaw --profile inside gateway \(command)", as: .root)
    try await host.waitForRestart("inside", from: process)
    #expect(try await host.openclaw("--profile inside gateway health").ok == true)
  }

  @Test("two profiles have ports of their own, and taking one away leaves the other untouched") func profiles()
    async throws
  {
    let host = try BootedHost.current
    let (left, right) = (try await host.install("left"), try await host.install("right"))
    let distance = abs((left.port.integer ?? 0) - (right.port.integer ?? 0))
    #expect(distance >= 111, "\(left) \(right)")
    let process = try await host.mainProcess("right")
    let before = try await host.tree("/home/alice/.openclaw-right", withTimes: true)
    #expect(try await host.openclaw("--profile left gateway uninstall").result == "uninstalled")
    #expect(try await host.mainProcess("right") == process)
    let after = try await host.tree("/home/alice/.openclaw-right", withTimes: true)
    #expect(after.symmetricDifference(before) == [])
    #expect(try await host.openclaw("--profile right gateway health").ok == true)
  }

  @Test("a port that a stranger holds is refused, and the stranger lives") func foreignListener() async throws {
    let host = try BootedHost.current
    let server = "systemd-run --user --quiet --unit=stranger /usr/bin/python3 -m http.server 23456 --bind 127.0.0.1"
    try #require(await host.run(server).succeeded)
    try await eventually("the stranger listens") {
      try await host.run("curl -s -o /dev/null http://127.0.0.1:23456").succeeded
    }
    let answer = try await host.openclaw("--profile guest gateway install --port 23456")
    #expect(answer.status == 7 && answer.ok == false, "\(answer)")
    #expect(try await host.run("systemctl --user is-active stranger").line == "active")
    #expect(try await host.run("ls ~/.config/systemd/user/\(SystemdHost.unitName("guest"))").succeeded == false)
  }
}
