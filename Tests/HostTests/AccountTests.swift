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

  @Test("where root has no manager, the first remedy that install prints mends it") func rootWithoutManager()
    async throws
  {
    let host = try BootedHost.current
    let refused = try await host.openclaw("--profile rooted gateway install", as: .boxedRoot)
    #expect(refused.status == 8 && refused.document.code == "user-manager-unreachable", "\(refused)")
    let remedy = try #require(refused.hints.items.first?.text)
    let mended = try Answer(await host.run("\(remedy) --json", as: .boxedRoot))
    #expect(mended.status == 0 && mended.result == "installed", "\(remedy): \(mended)")
    #expect(try await host.openclaw("--profile rooted gateway uninstall --purge --yes", as: .boxedRoot).status == 0)
    _ = try await host.run("loginctl disable-linger root", as: .root)
  }

  @Test("an account that has just begun to linger has its manager waited for") func justLingering() async throws {
    let host = try BootedHost.current
    let install =
      "runuser -u bob -- env -i HOME=/home/bob PATH=/usr/bin:/bin /usr/local/bin/openclaw --profile eager gateway install --json"
    let answer = try Answer(await host.run("loginctl enable-linger bob && \(install)", as: .root))
    #expect(answer.status == 0, "\(answer)")
    let uninstall = install.replacing("install --json", with: "uninstall --purge --yes --json")
    _ = try await host.run("\(uninstall); loginctl disable-linger bob", as: .root)
  }

  @Test("root sees another account's system service with that account's eyes and places") func seenByRoot() async throws
  {
    let host = try BootedHost.current
    let system = try await host.openclaw("--profile seen gateway install --system --run-as alice", as: .boxedRoot)
    #expect(system.status == 0, "\(system)")
    let config = "/home/alice/.openclaw-seen/openclaw.json"
    let list = try await host.run("openclaw profiles list", as: .boxedRoot)
    #expect(list.output.contains("/home/alice/.openclaw-seen"), "\(list)")
    try #require(await host.run("chown root:root \(config)", as: .root).succeeded)
    let status = try await host.openclaw("--profile seen gateway status", as: .boxedRoot)
    #expect(status.document.config.daemon.valid == .bool(false), "\(status)")
    let text = try await host.run("openclaw --profile seen gateway status", as: .boxedRoot)
    #expect((text.output + text.errors).contains("sudo chown alice \(config)"), "\(text)")
    #expect(!text.output.contains("~/"), "\(text)")
    let mend = "ln -sf /etc/shadow \(config).link && mv \(config).link \(config)"
    try #require(await host.run(mend, as: .root).succeeded)
    let linked = try await host.run("openclaw --profile seen gateway status", as: .boxedRoot)
    #expect(!(linked.output + linked.errors).contains("chown"), "\(linked)")
    #expect(!(linked.output + linked.errors).contains("chmod"), "\(linked)")
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
