import CLinux
import Foundation
import Platform
import Services
import TestSupport
import Testing

/// A home of its own on this machine, whose gateways our supervisor runs, or launchd as the scripted launchctl has it.
struct ScratchGround: CommandGround {
  private let home: AbsolutePath
  private let ports: [Platform.Port]
  /// Nil for the supervisor.
  private let launchctl: ScriptedLaunchctl?

  var managerOption: String { " --manager \(launchctl == nil ? "supervisor" : "launchd")" }

  /// Lends a home under our supervisor; afterwards neither a supervisor nor a gateway of it runs.
  static func lendSupervised(_ body: (ScratchGround) async throws -> Void) async throws {
    try await withScratch { home in
      // A home as people have it: the directories that all programs share are there.
      try placeDirectory(home.appending(".local/state"))
      try await lend(home, nil, body)
    }
  }

  /// Lends a home in a launchd of its own; afterwards no gateway of it runs.
  static func lendLaunched(_ body: (ScratchGround) async throws -> Void) async throws {
    try await withScratch { home in
      try await withScratch { state in
        let launchctl = ScriptedLaunchctl(in: state)
        try launchctl.runningProcesses()
        try await lend(home, launchctl, body)
      }
    }
  }

  private static func lend(
    _ home: AbsolutePath, _ launchctl: ScriptedLaunchctl?, _ body: (ScratchGround) async throws -> Void
  ) async throws {
    let ports = try FreePort.bases(ContractTests.profiles.count)
    let ground = ScratchGround(home: home, ports: ports, launchctl: launchctl)
    let outcome: Result<Void, any Error>
    do { outcome = .success(try await body(ground)) } catch { outcome = .failure(error) }
    try await ground.endEverything()
    try outcome.get()
  }

  func run(_ line: String) async throws -> CommandResult { try await Command(["bash", "-c", line]).run() }

  func openclaw(_ words: String) async throws -> Answer { try Answer(await Command(command(words)).run()) }

  /// With the environment of the gateway, by which supervisor and launchd know what belongs to a service.
  func openclawFromInside(_ profile: String, _ words: String) async throws {
    let answer = try await openclaw("--profile \(profile) gateway status\(managerOption)")
    let process = try #require(answer.service.runtime.pid.integer)
    let line = #"mapfile -d '' -t mine <"/proc/$1/environ"; shift; exec env -i "${mine[@]}" "$@""#
    let prefix = ["bash", "-c", line, "inside", "\(process)", "env"] + reaching
    _ = try await Command(prefix + command(words).drop { $0 != Self.program }).run()
  }

  func installOption(_ profile: String) throws -> String {
    let index = try #require(ContractTests.profiles.firstIndex(of: profile))
    return " --port \(ports[index])"
  }

  /// launchd has no settings of the kind; ours is in no less of a hurry.
  func override(_ profile: String, _ lines: [String]) throws {
    guard launchctl == nil else { return }
    let unit = SystemdHost.unitName(profile)
    let text = (["[Service]"] + lines).joined(separator: "\n")
    try place(text, at: SupervisorPlaces(home: home).units.appending("\(unit).d/contract.conf"))
  }

  /// The home without logs, which live, and without the canvas, which a gateway lays out; and what launchd keeps.
  func artefacts() throws -> Set<String> {
    let kept = try tree(home).filter { !$0.contains("/logs") && !$0.contains("/canvas") }
    return Set(kept).union(try launchctl?.registrations() ?? [])
  }

  private static let program = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
    .appending(path: "openclaw").path

  private func command(_ words: String) -> [String] {
    let surroundings = ["env", "-i", "HOME=\(home)", "LANG=C.UTF-8"] + reaching + [Self.program]
    return surroundings + words.split(separator: " ").map(String.init) + ["--json"]
  }

  /// The variables by which commands find the programs they run.
  private var reaching: [String] {
    guard let launchctl else { return ["PATH=/usr/bin:/bin"] }
    return launchctl.environment.values.map { "\($0.key)=\($0.value)" }
  }

  /// Has the supervisor end with all that is its own, then kills what is left.
  private func endEverything() async throws {
    for process in try processes() where try isSupervisor(process) { kill(process, SIGTERM) }
    try await eventually("the supervisor has ended", within: .seconds(60)) {
      try !processes().contains(where: isSupervisor)
    }
    try await eventually("nothing of \(home) runs") {
      for process in try processes() { kill(process, SIGKILL) }
      return try processes().isEmpty
    }
  }

  /// What runs with this home, which all processes here and no others have.
  private func processes() throws -> [Int32] {
    try ProcessTable.all().filter { ProcessTable.hasVariable("HOME=\(home)", in: $0) }
  }

  private func isSupervisor(_ process: Int32) throws -> Bool {
    let file = AbsolutePath.root.appending("proc/\(process)/cmdline")
    let words = try Files.readPrefix(of: file, count: 4096)?.split(separator: 0) ?? []
    return words.dropFirst().first?.elementsEqual("supervisor".utf8) == true
  }
}
