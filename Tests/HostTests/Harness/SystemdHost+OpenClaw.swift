import Foundation
import TestSupport
import Testing

/// How tests speak to our programs on a throwaway host, and to its service manager about them.
extension SystemdHost {
  /// Runs a command of ours with `--json`.
  ///
  /// - Throws: when it prints anything but one JSON document.
  func openclaw(_ words: String, as account: SystemdHostAccount = .alice) async throws -> Answer {
    try Answer(await run("openclaw \(words) --json", as: account))
  }

  /// Installs a profile's gateway, which must succeed.
  func install(_ profile: String, as account: SystemdHostAccount = .alice) async throws -> Answer {
    let answer = try await openclaw("--profile \(profile) gateway install", as: account)
    try #require(answer.status == 0, "\(answer)")
    return answer
  }

  /// A property of a profile's user unit, as systemd has it.
  func unit(_ profile: String, _ property: String, as account: SystemdHostAccount = .alice) async throws -> String {
    try await run("systemctl --user show --value -p \(property) \(Self.unitName(profile))", as: account).line
  }

  /// The process ID of a profile's gateway.
  ///
  /// Never 0, which would make `kill` hit the test itself.
  func mainProcess(_ profile: String, as account: SystemdHostAccount = .alice) async throws -> Int {
    let identifier = Int(try await unit(profile, "MainPID", as: account)) ?? 0
    try #require(identifier > 1, "\(profile) has no main process")
    return identifier
  }

  /// Sends a signal to the main process of a profile's gateway and returns its process ID.
  @discardableResult
  func signal(_ name: String, _ profile: String) async throws -> Int {
    let process = try await mainProcess(profile)
    try #require(await run("systemctl --user kill --kill-who=main -s \(name) \(Self.unitName(profile))").succeeded)
    return process
  }

  /// Waits until a profile's gateway has another main process and has reported readiness.
  func waitForRestart(_ profile: String, from old: Int) async throws {
    try await eventually("\(profile) runs again") {
      let process = try await unit(profile, "MainPID")
      guard process != "\(old)" else { return false }
      return try await unit(profile, "ActiveState") == "active"
    }
  }

  /// Adds lines to a profile's unit until the next boot, in a drop-in that leaves the home alone.
  func override(_ profile: String, with lines: String...) async throws { try await override(profile, with: lines) }

  /// The same with the lines in a list.
  func override(_ profile: String, with lines: [String]) async throws {
    let folder = "$XDG_RUNTIME_DIR/systemd/user/\(Self.unitName(profile)).d"
    let text = (["[Service]"] + lines).joined(separator: "\n")
    let write = "mkdir -p \(folder) && cat >\(folder)/test.conf <<'END'\n\(text)\nEND"
    try #require(await run("\(write)\nsystemctl --user daemon-reload").succeeded)
  }

  /// Restarts a profile's service by systemd's own means; it may fail.
  func restart(_ profile: String) async throws {
    _ = try await run("systemctl --user restart \(Self.unitName(profile))")
  }

  /// Path, kind, mode, owner and content of everything below a directory, with times of change when asked.
  ///
  /// Logs, which live, are left out, and the canvas, which a running gateway lays out in the user's workspace.
  func tree(_ directory: String = "/home/alice", withTimes: Bool = false) async throws -> Set<String> {
    let format = "%p %y %m %u %l \(withTimes ? "%T@" : "")\\n"
    let kept = "\\( -name logs -o -name canvas \\) -prune -o"
    let listing = "find . \(kept) -printf '\(format)'"
    let content = "find . \(kept) -type f -print0 | xargs -0 -r sha256sum"
    return try await lines("cd \(directory) && \(listing) && \(content)")
  }

  /// Everything an install may leave behind: alice's home, her unit files as systemd knows them, who lingers.
  func serviceArtefacts() async throws -> Set<String> {
    try await tree().union(lines("ls /var/lib/systemd/linger")).union(
      lines("systemctl --user list-unit-files --no-legend", as: .alice))
  }

  private func lines(_ command: String, as account: SystemdHostAccount = .root) async throws -> Set<String> {
    let result = try await run(command, as: account)
    try #require(result.succeeded, "\(result)")
    return Set(result.output.split(separator: "\n").map(String.init))
  }

  /// The name of a profile's unit.
  static func unitName(_ profile: String) -> String {
    profile == "default" ? "openclaw-gateway.service" : "openclaw-gateway-\(profile).service"
  }
}
