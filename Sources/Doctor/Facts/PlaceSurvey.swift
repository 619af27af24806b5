import Configuration
import Platform
import Profiles

/// Looks at the files and directories in which a profile keeps things.
struct PlaceSurvey: Sendable {
  let profile: Profile
  let settings: GatewayConfiguration
  /// The config and the files it includes.
  let configurationFiles: [AbsolutePath]

  /// Those that can be looked at, whether or not there is anything.
  func places() -> [Place] {
    (fixed + configurationFiles.dropFirst().map { ($0, .includedConfiguration) } + credentials + agents)
      .compactMap(look)
  }

  private typealias Candidate = (path: AbsolutePath, role: Place.Role)

  private var fixed: [Candidate] {
    [
      (profile.stateDirectory, .stateDirectory), (profile.configPath, .configuration),
      (profile.stateDirectory.appending(".env"), .environmentFile), (credentialsDirectory, .credentials),
      (settings.logFile(of: profile), .logFile), (settings.workspace(of: profile), .workspace),
    ]
  }

  private var credentialsDirectory: AbsolutePath { profile.stateDirectory.appending("credentials") }

  private var credentials: [Candidate] {
    names(in: credentialsDirectory).filter { $0.hasSuffix(".json") }.map {
      (credentialsDirectory.appending($0), .credential)
    }
  }

  private var agents: [Candidate] {
    let directory = profile.stateDirectory.appending("agents")
    return names(in: directory).flatMap { name -> [Candidate] in
      let agent = directory.appending(name)
      return [
        (agent.appending("agent/auth-profiles.json"), .agentProfiles), (agent.appending("sessions"), .sessions),
        (agent.appending("sessions/sessions.json"), .sessionStore),
      ]
    }
  }

  private func names(in directory: AbsolutePath) -> [String] {
    do { return try Files.list(directory) ?? [] } catch { return [] }
  }

  private func look(_ candidate: Candidate) -> Place? {
    do { return try Place.look(at: candidate.path, as: candidate.role) } catch { return nil }
  }
}
