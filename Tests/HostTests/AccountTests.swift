import Foundation
import TestSupport
import Testing

@Suite("Whose gateway", .whereHostsBoot, .host, .serialized)
struct AccountTests {
  @Test(
    "under sudo install stops before touching anything and names both right forms",
    .enabled(if: FileManager.default.fileExists(atPath: "/usr/bin/sudo"), "sudo is missing"),
    arguments: ["gateway install", "setup"])
  func sudo(command: String) async throws {
    let host = try BootedHost.current
    try #require(await host.run("touch /tmp/before", as: .root).succeeded)
    let answer = try Answer(await host.run("sudo -n openclaw \(command) --json"))
    #expect(answer.status == 77 && answer.ok == false, "\(answer)")
    #expect(answer.hints.items.contains(.string("openclaw \(command)")), "\(answer)")
    #expect(answer.hints.items.contains { $0.text?.contains("--system --run-as alice") == true }, "\(answer)")
    let touched = try await host.run(
      "find /root /home/alice -maxdepth 3 -newer /tmp/before '(' -path '*openclaw*' -o -path '*systemd*' ')'", as: .root
    )
    #expect(touched.output == "")
  }

  @Test("sudo -u reaches the other user's manager without any help from the environment") func sudoToUser() async throws
  {
    let host = try BootedHost.current
    _ = try await host.install("default")
    let environment = "HOME=/home/alice PATH=/usr/bin:/bin"
    let bare = try await host.run(
      "runuser -u alice -- env -i \(environment) /usr/local/bin/openclaw gateway status --json", as: .root)
    #expect(try Answer(bare).state == "running", "\(bare)")
  }

  @Test("an empty environment gives the same status") func bareEnvironment() async throws {
    let host = try BootedHost.current
    _ = try await host.install("default")
    let bare = "env -i HOME=/home/alice PATH=/usr/bin:/bin /usr/local/bin/openclaw gateway status --json"
    let answers = [try await host.openclaw("gateway status"), try Answer(await host.run(bare))].map {
      $0.document.without("rpc.latencyMs", "service.runtime.memoryBytes", "service.runtime.statusText")
    }
    #expect(answers[0] == answers[1])
  }

  @Test(
    "a unit of the same profile in the other scope is named and left alone, --force or not", arguments: ["", "--force"])
  func twin(force: String) async throws {
    let host = try BootedHost.current
    let system = try await host.openclaw("--profile twin gateway install --system --run-as alice", as: .boxedRoot)
    #expect(system.status == 0, "\(system)")
    let before = try await host.tree(withTimes: true)
    let answer = try await host.openclaw("--profile twin gateway install \(force)")
    #expect(answer.status != 0 && answer.error.text?.contains("/etc/systemd/system/") == true, "\(answer)")
    let after = try await host.tree(withTimes: true)
    #expect(after.symmetricDifference(before) == [])
    #expect(try await host.run("systemctl is-active \(SystemdHost.unitName("twin"))", as: .root).line == "active")
  }

  @Test("neither start nor restart bring a second service of a profile up", arguments: ["start", "restart"])
  func twinActivity(verb: String) async throws {
    let host = try BootedHost.current
    let system = try await host.openclaw("--profile twin gateway install --system --run-as alice", as: .boxedRoot)
    #expect(system.status == 0, "\(system)")
    let file = "$HOME/.config/systemd/user/\(SystemdHost.unitName("twin"))"
    let render = "openclaw --profile twin gateway render >\"\(file)\" && systemctl --user daemon-reload"
    try #require(await host.run("mkdir -p \"$(dirname \"\(file)\")\" && \(render)").succeeded)
    let answer = try await host.openclaw("--profile twin gateway \(verb)")
    #expect(answer.document.code == "other-scope-installed", "\(answer)")
    #expect(try await host.run("systemctl --user is-active \(SystemdHost.unitName("twin"))").line != "active")
    _ = try await host.run("rm \"\(file)\" && systemctl --user daemon-reload")
  }
}
