import CommandTree
import Platform
import Profiles
import Services

// What gateways of earlier names have left behind in launchd.

extension ServiceTarget {
  /// The profile's agents under labels that are no longer used; none with another manager.
  func legacyAgents() throws(CommandFailure) -> [LegacyAgent] {
    guard managerKind == .launchd else { return [] }
    do {
      return try LegacyAgent.agents(of: profile.name, home: profile.home) { label throws(ServiceManagerError) in
        try connection.status(of: label.text).isLoaded
      }
    } catch let error as ServiceManagerError {
      throw CommandFailure(error, target: self, step: "find-legacy")
    } catch let error as SystemError {
      throw CommandFailure(error, step: "find-legacy")
    } catch { throw CommandFailure("\(error)", code: "failed", step: "find-legacy") }
  }

  /// The changes that take them away: each leaves launchd, then its file goes.
  func removals(of agents: [LegacyAgent], wait: Duration) -> [any Change] {
    agents.flatMap { agent -> [any Change] in
      [
        ActivityChange(.stop, unit: agent.label.text, through: connection, wait: wait, progress: { _ in }),
        UnitFileChange(.remove, unit: agent.label.text, at: agent.path, through: connection),
      ]
    }
  }

  /// The main processes of the profile's own services, those of earlier names included.
  func ownProcesses(with agents: [LegacyAgent]) -> [Int32] {
    ([service] + agents.map(\.label.text)).compactMap { name in
      do { return try connection.status(of: name).processID } catch { return nil }
    }
  }
}
