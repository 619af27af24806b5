import TestSupport
import Testing

@Suite("Uninstalling", .whereHostsBoot, .host, .serialized)
struct UninstallTests {
  @Test("home, unit files and lingering are afterwards as they were before") func leavesNothing() async throws {
    let host = try BootedHost.current
    try #require(await host.openclaw("--profile gone setup").status == 0)
    let before = try await host.serviceArtefacts()
    _ = try await host.install("gone")
    #expect(try await host.serviceArtefacts().isStrictSuperset(of: before))
    #expect(try await host.openclaw("--profile gone gateway uninstall").result == "uninstalled")
    let after = try await host.serviceArtefacts()
    #expect(after.symmetricDifference(before) == [])
    #expect(try await host.unit("gone", "LoadState") == "not-found")
  }

  @Test("--purge takes config, state and workspace of this profile alone") func purge() async throws {
    let host = try BootedHost.current
    _ = try await host.install("kept")
    let before = try await host.tree("/home/alice/.openclaw-kept", withTimes: true)
    _ = try await host.install("purged")
    let answer = try await host.openclaw("--profile purged gateway uninstall --purge --yes")
    #expect(answer.result == "uninstalled", "\(answer)")
    #expect(try await host.run("ls -d ~/.openclaw-purged ~/.openclaw/workspace-purged").output.isEmpty)
    let after = try await host.tree("/home/alice/.openclaw-kept", withTimes: true)
    #expect(after.symmetricDifference(before) == [])
    #expect(try await host.openclaw("--profile kept gateway health").ok == true)
  }

  @Test(
    "directories that one install made and another used go with the last of them",
    arguments: [["first", "second"], ["second", "first"]])
  func sharedDirectories(order: [String]) async throws {
    let host = try BootedHost.current
    _ = try await host.openclaw("--profile kept gateway uninstall")
    try #require(await host.run("rm -rf ~/.config && systemctl --user daemon-reload").succeeded)
    for profile in order { try #require(await host.openclaw("--profile \(profile) setup").status == 0) }
    let before = try await host.serviceArtefacts()
    for profile in ["first", "second"] { _ = try await host.install(profile) }
    for profile in order { #expect(try await host.openclaw("--profile \(profile) gateway uninstall").status == 0) }
    let after = try await host.serviceArtefacts()
    #expect(after.symmetricDifference(before) == [])
  }

  @Test(
    "each piece goes whatever state the others are in, and a second time nothing is left to do",
    arguments: [
      "rm ~/.config/systemd/user/UNIT", "systemctl --user disable UNIT", "systemctl --user stop UNIT",
      "rm ~/.openclaw-parts/openclaw.json", "systemctl --user mask --runtime UNIT",
    ])
  func parts(damage: String) async throws {
    let host = try BootedHost.current
    let unit = SystemdHost.unitName("parts")
    _ = try await host.install("parts")
    _ = try await host.run(damage.replacing("UNIT", with: unit))
    #expect(try await host.openclaw("--profile parts gateway uninstall").status == 0)
    #expect(try await host.run("find ~/.config/systemd -name '*parts*'").output.isEmpty)
    #expect(try await host.run("systemctl --user is-active \(unit)").line != "active")
    #expect(try await host.openclaw("--profile parts gateway uninstall").result == "not-installed")
    _ = try await host.run("systemctl --user unmask --runtime \(unit)")
  }

  @Test(
    "a service that runs on without its unit file is stopped, and uninstalled without leaving anything",
    arguments: ["true", "systemctl --user daemon-reload"])
  func withoutUnitFile(reload: String) async throws {
    let host = try BootedHost.current
    let unit = SystemdHost.unitName("bare")
    try #require(await host.openclaw("--profile bare setup").status == 0)
    let before = try await host.serviceArtefacts()
    _ = try await host.install("bare")
    try #require(await host.run("rm ~/.config/systemd/user/\(unit); \(reload)").succeeded)
    #expect(try await host.openclaw("--profile bare gateway stop").result == "stopped")
    #expect(try await host.run("systemctl --user is-active \(unit)").line == "inactive")
    #expect(try await host.openclaw("--profile bare gateway status").state == "not-installed")
    _ = try await host.openclaw("--profile bare gateway uninstall")
    let after = try await host.serviceArtefacts()
    #expect(after.symmetricDifference(before) == [])
    _ = try await host.install("bare")
    try #require(await host.run("rm ~/.config/systemd/user/\(unit); \(reload)").succeeded)
    #expect(try await host.openclaw("--profile bare gateway uninstall").status == 0)
    #expect(try await host.openclaw("--profile bare setup").status == 0)
  }

  @Test(
    "an install that fails at any step leaves everything as it was",
    arguments: [
      "mkdir -p ~/.config/systemd/user/default.target.wants && chmod 555 ~/.config/systemd/user/default.target.wants",
      "ln -s /dev/null ~/.config/systemd/user/UNIT",
      "mkdir -p ~/.openclaw-broken && echo '{gateway: {mode: 7}}' >~/.openclaw-broken/openclaw.json",
      "mkdir -p ~/.config/systemd/user/UNIT.d && printf '[Service]\\nExecStart=\\nExecStart=/bin/false\\n' >~/.config/systemd/user/UNIT.d/x.conf",
    ])
  func rollback(obstacle: String) async throws {
    let host = try BootedHost.current
    let line = obstacle.replacing("UNIT", with: SystemdHost.unitName("broken"))
    try #require(await host.run("mkdir -p ~/.config/systemd/user && \(line)").succeeded)
    let before = try await host.serviceArtefacts()
    let answer = try await host.openclaw("--profile broken gateway install")
    #expect(answer.status != 0 && answer.ok == false, "\(answer)")
    let after = try await host.serviceArtefacts()
    #expect(after.symmetricDifference(before) == [])
    let wants = "~/.config/systemd/user/default.target.wants"
    _ = try await host.run(
      "chmod 755 \(wants); rmdir \(wants); rm -rf ~/.openclaw-broken ~/.config/systemd/user/*broken*; systemctl --user daemon-reload"
    )
  }
}
