import TestSupport
import Testing

/// A place where our commands manage real gateways.
protocol CommandGround: Sendable {
  /// Runs a line of shell as the user whose gateways they are.
  func run(_ line: String) async throws -> CommandResult

  /// Runs a command of ours with these words.
  func openclaw(_ words: String) async throws -> Answer

  /// Runs a command of ours in a process that is part of a gateway's service.
  func openclawFromInside(_ profile: String, _ words: String) async throws

  /// What lifecycle commands are told so that they use this place's manager.
  var managerOption: String { get }

  /// What an install is told beside that.
  func installOption(_ profile: String) throws -> String

  /// Adds lines to a profile's unit.
  func override(_ profile: String, _ lines: [String]) async throws

  func artefacts() async throws -> Set<String>
}

/// The contract in our own commands: what a person does.
struct CommandRig: ContractRig {
  private let ground: any CommandGround

  init(on ground: any CommandGround) { self.ground = ground }

  func prepare(_ profile: String) async throws {
    let answer = try await ground.openclaw("--profile \(profile) setup\(ground.installOption(profile))")
    try #require(answer.status == 0, "\(answer)")
  }

  func install(_ profile: String) async throws -> Bool {
    let answer = try await perform("install\(ground.installOption(profile))", profile)
    try #require(["installed", "already-installed"].contains(answer.result.text), "\(answer)")
    return answer.result == "installed"
  }

  func uninstall(_ profile: String) async throws { _ = try await perform("uninstall", profile) }

  func start(_ profile: String) async throws {
    _ = try await perform("start", profile)
    #expect(try await ground.openclaw("--profile \(profile) gateway health").ok == true)
  }

  func stop(_ profile: String) async throws { _ = try await perform("stop", profile) }

  func restartFromInside(_ profile: String) async throws {
    try await ground.openclawFromInside(profile, command("restart", profile))
  }

  func facts(_ profile: String) async throws -> ServiceFacts {
    let answer = try await ground.openclaw(command("status", profile))
    let state = try #require(answer.state.text, "\(answer)")
    let runtime = answer.service.runtime
    return ServiceFacts(
      state: state, process: runtime.status == "running" ? runtime.pid.integer : nil,
      isEnabled: answer.service.loaded == true)
  }

  func signal(_ name: String, _ profile: String) async throws {
    let process = try #require(await facts(profile).process)
    try #require(process > 1)
    try #require(await ground.run("kill -s \(name) \(process)").succeeded)
  }

  func hasten(_ profile: String) async throws {
    // A debug build's runtime catches the watchdog's SIGABRT, prints a backtrace and lives on.
    let asReleased = "Environment=SWIFT_BACKTRACE=enable=no"
    try await ground.override(
      profile, ["RestartSec=50ms", "WatchdogSec=3", asReleased, "[Unit]", "StartLimitBurst=3"])
    _ = try await perform("restart", profile)
  }

  func artefacts() async throws -> Set<String> { try await ground.artefacts() }

  private func perform(_ verb: String, _ profile: String) async throws -> Answer {
    let answer = try await ground.openclaw(command(verb, profile))
    try #require(answer.status == 0, "\(verb): \(answer)")
    return answer
  }

  private func command(_ verb: String, _ profile: String) -> String {
    "--profile \(profile) gateway \(verb)\(ground.managerOption)"
  }
}
