import TestSupport
import Testing

@Suite("Looking at a gateway", .whereHostsBoot, .host, .serialized)
struct StatusTests {
  @Test(
    "status opens nothing for writing, signals nobody and starts no process", arguments: ["", "--deep", "--no-probe"])
  func traced(flag: String) async throws {
    let host = try BootedHost.current
    _ = try await host.install("default")
    let trace = try await host.run(
      "strace -f -qq -o ~/trace openclaw gateway status --json \(flag) >/dev/null && cat ~/trace; rm ~/trace")
    #expect(trace.output.contains("execve("), "\(trace)")
    #expect(trace.output.split(separator: "\n").filter(Trace.changesSomething) == [])
  }

  @Test("a user manager that hangs is not waited for longer than --wait says, and has a status of its own")
  func frozenManager() async throws {
    let host = try BootedHost.current
    _ = try await host.install("default")
    let signal = { (name: String) in "systemctl kill --kill-who=main -s \(name) user@$(id -u alice).service" }
    try #require(await host.run(signal("STOP"), as: .root).succeeded)
    var answers: [Answer] = []
    for verb in ["restart", "stop", "install"] {
      answers.append(try Answer(await host.run("timeout 8 openclaw gateway \(verb) --wait 2 --json")))
    }
    let list = try await host.run("timeout 8 openclaw profiles list")
    let status = try await host.openclaw("gateway status")
    try #require(await host.run(signal("CONT"), as: .root).succeeded)
    #expect(answers.map(\.status) == [8, 8, 8], "\(answers)")
    #expect(list.succeeded, "\(list)")
    #expect(status.incomplete.items.contains(.string("service")), "\(status)")
  }

  @Test("status works on a read-only home") func readOnlyHome() async throws {
    let host = try BootedHost.current
    _ = try await host.install("default")
    let lock = "mount --bind /home/alice /home/alice && mount -o remount,bind,ro /home/alice"
    try #require(await host.run(lock, as: .root).succeeded)
    let status = try await host.openclaw("gateway status --deep")
    try #require(await host.run("umount /home/alice", as: .root).succeeded)
    #expect(status.state == "running" && status.reachable == true && status.incomplete == [], "\(status)")
  }

  @Test("a drop-in that replaces the command is named") func overrides() async throws {
    let host = try BootedHost.current
    _ = try await host.install("dropped")
    let folder = "/home/alice/.config/systemd/user/\(SystemdHost.unitName("dropped")).d"
    let text = "[Service]\\nTimeoutStopSec=77\\nExecStart=\\nExecStart=/usr/local/bin/openclaw gateway --port 22222\\n"
    try #require(
      await host.run("mkdir \(folder); printf '\(text)' >\(folder)/mine.conf; systemctl --user daemon-reload").succeeded
    )
    let status = try await host.openclaw("--profile dropped gateway status")
    #expect(status.overrides == [.string("\(folder)/mine.conf")], "\(status)")
    let before = try await host.tree(folder, withTimes: true)
    _ = try await host.openclaw("--profile dropped gateway install --force")
    let after = try await host.tree(folder, withTimes: true)
    #expect(after.symmetricDifference(before) == [])
    #expect(try await host.unit("dropped", "TimeoutStopUSec") == "1min 17s")
  }

  @Test("the facts of a healthy gateway are all there") func healthy() async throws {
    let host = try BootedHost.current
    _ = try await host.install("default")
    let status = try await host.openclaw("gateway status --deep")
    #expect(status.state == "running" && status.reachable == true && status.auth == "accepted", "\(status)")
    #expect(status.schemaVersion == 1 && status.profile == "default" && status.scope == "user", "\(status)")
    #expect(status.linger == "yes" && status.drift == false && status.incomplete == [], "\(status)")
    #expect(status.service.runtime.pid.integer == (try await host.mainProcess("default")), "\(status)")
    #expect(status.config.cli.path == "/home/alice/.openclaw/openclaw.json", "\(status)")
    #expect(status.gateway.probeUrl == "ws://127.0.0.1:18789", "\(status)")
    let listener = status.document.port.listeners.items.first
    #expect(listener?.pid == status.service.runtime.pid, "\(status)")
  }

  @Test("a gateway that was stopped is stopped, not reachable, and its port free") func stopped() async throws {
    let host = try BootedHost.current
    _ = try await host.install("still")
    _ = try await host.openclaw("--profile still gateway stop")
    let status = try await host.openclaw("--profile still gateway status")
    #expect(status.status == 0 && status.state == "stopped" && status.reachable == false, "\(status)")
    #expect(status.document.port.status == "free", "\(status)")
    #expect(try await host.openclaw("--profile still gateway status --require-rpc").status == 4)
    #expect(try await host.openclaw("--profile still gateway health").status == 4)
  }

  @Test("a wrong token is refused by a reachable gateway") func wrongToken() async throws {
    let host = try BootedHost.current
    _ = try await host.install("default")
    let status = try await host.openclaw("gateway status --token wrong")
    #expect(status.reachable == true && status.auth == "refused", "\(status)")
    #expect(try await host.openclaw("gateway health --token wrong").status == 5)
  }

  @Test("a replaced binary is drift until the gateway is restarted") func drift() async throws {
    let host = try BootedHost.current
    _ = try await host.install("default")
    let gateway = "/usr/local/libexec/openclaw/openclaw-gateway"
    let replace = "cp \(gateway) \(gateway).new && printf ' ' >>\(gateway).new && mv \(gateway).new \(gateway)"
    try #require(await host.run(replace, as: .root).succeeded)
    #expect(try await host.openclaw("gateway status").drift == true)
    #expect(try await host.openclaw("gateway restart").status == 0)
    #expect(try await host.openclaw("gateway status").drift == false)
  }

  @Test(
    "whatever goes wrong, there is one JSON document and a status that is not 0",
    arguments: [
      "gateway start --no-such-flag", "gateway no-such-command", "--profile ../x gateway status",
      "gateway health --url nonsense",
      "gateway health --url ws://127.0.0.1:1", "gateway call no.such.method", "gateway call health --params {",
      "gateway install --port 70000", "gateway install --token-file /nowhere", "--profile none gateway restart",
      "gateway install --run-as nobody-here --system", "gateway render --manager launchd", "setup --port x",
    ])
  func oneDocument(words: String) async throws {
    let host = try BootedHost.current
    _ = try await host.install("default")
    let answer = try await host.openclaw(words)
    #expect(answer.status != 0 && answer.ok == false && answer.schemaVersion == 1, "\(answer)")
    #expect(answer.error.text?.isEmpty == false && answer.code.text?.contains(/^[a-z0-9-]+$/) == true, "\(answer)")
  }

  @Test(
    "a service with a state directory of its own is reached, restarted and purged from a shell without the variable")
  func ownPlaces() async throws {
    let host = try BootedHost.current
    let install = "OPENCLAW_STATE_DIR=$HOME/own openclaw --profile own gateway install --json"
    try #require(await host.run(install).succeeded)
    try #require(await host.run("mkdir -p ~/.openclaw-own && echo '{' >~/.openclaw-own/openclaw.json").succeeded)
    #expect(try await host.openclaw("--profile own gateway health").ok == true)
    #expect(try await host.openclaw("--profile own gateway restart").status == 0)
    #expect(try await host.openclaw("--profile own gateway uninstall --purge --yes").status == 0)
    #expect(try await host.run("ls -d ~/own").output.isEmpty)
    #expect(try await host.run("cat ~/.openclaw-own/openclaw.json").line == "{")
    _ = try await host.run("rm -r ~/.openclaw-own")
  }
}
