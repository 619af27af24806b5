import Platform
import Profiles
import Services
import TestSupport
import Testing

/// The contract on launchd's manager, through the changes that an install is made of, over a launchctl that keeps state.
struct LaunchdRig: ContractRig {
  private let home: AbsolutePath
  private let launchctl: ScriptedLaunchctl

  /// Lends a session of its own; its state is gone afterwards.
  static func lend(_ body: (LaunchdRig) async throws -> Void) async throws {
    try await withScratch { home in
      let state = home.appending("launchctl")
      for directory in [state, LaunchAgent.directory(home: home)] { try placeDirectory(directory) }
      try await body(LaunchdRig(home: home, launchctl: ScriptedLaunchctl(in: state)))
    }
  }

  /// launchd makes nothing that is the user's.
  func prepare(_ profile: String) {}

  func install(_ profile: String) async throws -> Bool {
    try await apply(profile) { agent, label, connection in
      let text = Array(try agent.text(template: LaunchAgent.embeddedTemplate).utf8)
      return [
        UnitFileChange(.write(text), unit: label, at: agent.path, through: connection),
        RegistrationChange(enabled: true, unit: label, through: connection),
        activity(.start, label, connection),
      ]
    }
  }

  /// Without disabling: launchd would remember that for ever, and there is no command that makes it forget.
  func uninstall(_ profile: String) async throws {
    _ = try await apply(profile) { agent, label, connection in
      [
        activity(.stop, label, connection),
        UnitFileChange(.remove, unit: label, at: agent.path, through: connection),
      ]
    }
  }

  func start(_ profile: String) async throws {
    _ = try await apply(profile) { [activity(.start, $1, $2)] }
  }

  func stop(_ profile: String) async throws {
    _ = try await apply(profile) { [activity(.stop, $1, $2)] }
  }

  func restartFromInside(_ profile: String) async throws {
    let label = try agent(profile).label.text
    try launchctl.callers(partOf: label)
    await #expect(throws: ServiceManagerError.self, "who asks ends with the old process") {
      try await blocking { try manager.restart(label, deadline: .after(.seconds(60))) { _ in } }
    }
    try launchctl.callers(partOf: nil)
  }

  func facts(_ profile: String) async throws -> ServiceFacts {
    let status = try await blocking { [self] in
      try manager.status(of: agent(profile).label.text, deadline: .after(.seconds(60)))
    }
    return ServiceFacts(
      state: status.state.rawValue, process: status.processID.map { Int($0) }, isEnabled: status.isEnabled)
  }

  /// A process that is killed; there are no others to be had.
  func signal(_ name: String, _ profile: String) async throws {
    try #require(name == "KILL", "the scripted launchctl has no processes that \(name) could mean anything to")
    try launchctl.kill(agent(profile).label.text)
  }

  /// Its only delay, ThrottleInterval, is a few looks long here.
  func hasten(_ profile: String) {}

  func artefacts() async throws -> Set<String> {
    Set(try tree(LaunchAgent.directory(home: home))).union(try launchctl.registrations())
  }

  private var manager: LaunchdServiceManager {
    LaunchdServiceManager(
      Launchctl(ScriptedLaunchctl.program, environment: launchctl.environment), domain: .gui(501),
      directory: LaunchAgent.directory(home: home),
      patience: LaunchdPatience(
        backoff: [.milliseconds(1), .milliseconds(1), .milliseconds(1)], interval: .milliseconds(1)))
  }

  private func agent(_ profile: String) throws -> LaunchAgent {
    let port = try #require(Port("\(20_000 + 150 * profile.utf8.count)"))
    return try LaunchAgent(
      ServiceDefinition(
        profile: Profile(try ProfileName(profile), home: home), scope: .user,
        executable: home.appending("bin/openclaw"), port: port, version: "1.2.3"))
  }

  private func activity(
    _ action: ActivityChange.Action, _ label: String, _ connection: ServiceConnection
  ) -> ActivityChange {
    ActivityChange(action, unit: label, through: connection, wait: .seconds(60)) { _ in }
  }

  /// Makes changes, as far as they are needed; false when none was.
  private func apply(
    _ profile: String,
    _ changes: @escaping @Sendable (LaunchAgent, String, ServiceConnection) throws -> [any Change]
  ) async throws -> Bool {
    try await blocking { [self] in
      let agent = try agent(profile)
      let manager = manager
      let connection = ServiceConnection(scope: .user, userID: 501) { () throws(ServiceManagerError) in manager }
      return try !Plan(changes(agent, agent.label.text, connection)).applyWithoutJournal().isEmpty
    }
  }
}
