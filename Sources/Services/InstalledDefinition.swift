import Platform
import Profiles

/// What the file says by which a service manager knows a service, in whichever syntax it is written.
package enum InstalledDefinition: Hashable, Sendable {
  case unit(InstalledUnit)
  case agent(InstalledAgent)

  /// The unit; nil for a LaunchAgent.
  package var unit: InstalledUnit? { if case .unit(let unit) = self { unit } else { nil } }

  /// The LaunchAgent; nil for a unit.
  package var agent: InstalledAgent? { if case .agent(let agent) = self { agent } else { nil } }

  /// The command it starts; nil when there is none that the manager could read.
  package var command: UnitCommand? {
    switch self {
    case .unit(let unit): unit.command
    case .agent(let agent): agent.command
    }
  }

  /// The working directory; nil when it names none.
  package var workingDirectory: String? {
    switch self {
    case .unit(let unit): unit.workingDirectory
    case .agent(let agent): agent.workingDirectory
    }
  }

  /// The variables that it sets.
  package var environment: [ServiceVariable] {
    switch self {
    case .unit(let unit): unit.environment
    case .agent(let agent): agent.environment
    }
  }

  /// The value of a variable that it sets; nil when it does not.
  package func variable(_ name: String) -> String? {
    switch self {
    case .unit(let unit): unit.variable(name)
    case .agent(let agent): agent.variable(name)
    }
  }

  /// The profile it was written for; nil when it names none.
  package var profile: ProfileName? {
    switch self {
    case .unit(let unit): unit.profile
    case .agent(let agent): agent.profile
    }
  }

  /// The version of openclaw that wrote it.
  package var version: String? {
    switch self {
    case .unit(let unit): unit.version
    case .agent(let agent): agent.version
    }
  }

  /// The port that its command pins.
  package var port: Port? {
    switch self {
    case .unit(let unit): unit.port
    case .agent(let agent): agent.port
    }
  }

  /// Whether a socket unit listens in its stead.
  package var isSocketActivated: Bool { unit?.file.value("Service", "Sockets") != nil }

  /// Whether it has the sandbox, which launchd has not.
  package var isHardened: Bool { unit?.file.value("Service", "ProtectSystem") != nil }
}
