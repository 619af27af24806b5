import Glibc
import JSON
import Platform
import Profiles
import Services
import TestSupport
import Testing

/// A scratch home whose user has a launchd: the scripted launchctl, with real gateways of this build under it.
struct LaunchdHome {
  let path: AbsolutePath
  let launchctl: ScriptedLaunchctl
  let port: Platform.Port
  private let program: BuiltProgram

  /// Lends a home; afterwards no gateway of it runs.
  static func with(_ body: (LaunchdHome) async throws -> Void) async throws {
    try await withScratch { path in
      try await withScratch { state in
        let home = LaunchdHome(
          path: path, launchctl: ScriptedLaunchctl(in: state), port: try FreePort.ownBase(),
          program: try BuiltProgram(home: path))
        try home.launchctl.runningProcesses()
        let outcome: Result<Void, any Error>
        do { outcome = .success(try await body(home)) } catch { outcome = .failure(error) }
        try await home.endEverything()
        try outcome.get()
      }
    }
  }

  /// Runs a lifecycle command of the profile `rescue` through launchd, for its document.
  @discardableResult
  func gateway(_ words: String, status: Int32 = 0, variables: [String] = []) async throws -> JSONValue {
    let result = try await run("--profile rescue gateway \(words) --manager launchd --json", variables: variables)
    #expect(result.status == status, "gateway \(words): \(result)")
    return try JSONReader.read(result.output)
  }

  /// Runs a command line with the launchctl on the path.
  func run(_ line: String, variables: [String] = []) async throws -> CommandResult {
    let reaching = launchctl.environment.values.map { "\($0.key)=\($0.value)" }
    return try await program.command(line, under: ["env"] + reaching + variables).run()
  }

  /// Installs the profile on the free port.
  func install(_ words: String = "") async throws -> JSONValue { try await gateway("install --port \(port) \(words)") }

  var profile: Profile { Profile(.named("rescue"), home: path) }

  /// The property list of the profile's agent; nil when there is none.
  func agent() throws -> InstalledAgent? { try Files.read(profile.launchAgentPath).map { try InstalledAgent($0) } }

  /// Puts an agent of an earlier label where it would be, and has launchd load it.
  func leaveBehind(_ label: String) async throws -> AbsolutePath {
    var definition = ServiceDefinition(
      profile: Profile(.named("rescue"), home: path, launchdLabel: label), scope: .user,
      executable: AbsolutePath.root.appending("bin/sleep"), port: port, version: "0.9")
    definition.version = "0.9"
    let text = try LaunchAgent(definition).text(template: LaunchAgent.embeddedTemplate)
      .replacing("<string>gateway</string>", with: "<string>600</string>")
      .replacing("<string>--port</string>", with: "<string>0</string>")
    let plist = definition.profile.launchAgentPath
    try place(text, at: plist)
    try placeDirectory(definition.profile.logFile.parent)
    let load = ["env"] + launchctl.environment.values.map { "\($0.key)=\($0.value)" }
    let result = try await Command(load + ["\(ScriptedLaunchctl.program)", "bootstrap", "gui/0", plist.string]).run()
    try #require(result.succeeded, "\(result)")
    return plist
  }

  private func endEverything() async throws {
    try await eventually("nothing of \(path) runs") {
      let processes = try ProcessTable.all().filter { ProcessTable.hasVariable("HOME=\(path)", in: $0) }
      for process in processes { kill(process, SIGKILL) }
      return processes.isEmpty
    }
  }
}
