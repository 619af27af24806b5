import TestSupport
import Testing

/// alice's systemd on a booted host.
struct HostGround: CommandGround {
  let host: SystemdHost
  let managerOption = ""

  /// Lends the test's host; afterwards no profile is left on it.
  static func lend(_ body: (HostGround) async throws -> Void) async throws {
    let ground = HostGround(host: try BootedHost.current)
    let outcome: Result<Void, any Error>
    do { outcome = .success(try await body(ground)) } catch { outcome = .failure(error) }
    try await ground.removeEverything()
    try outcome.get()
  }

  func run(_ line: String) async throws -> CommandResult { try await host.run(line) }

  func openclaw(_ words: String) async throws -> Answer { try await host.openclaw(words) }

  func openclawFromInside(_ profile: String, _ words: String) async throws {
    let group = "/sys/fs/cgroup\(try await host.unit(profile, "ControlGroup"))"
    let enter = "echo $$ >\(group)/cgroup.procs && exec runuser -u alice -- env HOME=/home/alice"
    _ = try await host.run("\(enter) openclaw \(words)", as: .root)
  }

  /// The host has a network of its own, on which every port is free.
  func installOption(_ profile: String) -> String { "" }

  func override(_ profile: String, _ lines: [String]) async throws {
    try await host.override(profile, with: lines)
  }

  func artefacts() async throws -> Set<String> { try await host.serviceArtefacts() }

  private func removeEverything() async throws {
    for profile in ContractTests.profiles {
      let answer = try await host.openclaw("--profile \(profile) gateway uninstall --purge --yes")
      try #require(answer.status == 0, "\(answer)")
    }
    try #require(await host.run("rm -rf $XDG_RUNTIME_DIR/systemd/user/*.d && systemctl --user daemon-reload").succeeded)
  }
}
