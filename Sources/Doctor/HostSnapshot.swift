import Configuration
import Platform
import Profiles
import Services

/// What was found of one profile on this host, each fact on its own.
///
/// Reports and checks are functions of it.
package struct HostSnapshot: Sendable {
  /// The profile that was looked at.
  package let profile: Profile
  /// The account that the profile belongs to.
  package let account: Account
  /// The version of this program.
  package let version: String
  /// The unit that holds for the profile; nil when none is installed.
  package let installed: InstalledService?
  /// The profile's unit in the other scope, which fights with the first.
  package let twin: InstalledService?
  /// What the service manager said of the unit.
  package let manager: ManagerFact
  /// Whether the account's services go on after logout; nil when that is not known.
  package let lingers: Bool?
  /// What this command reads.
  package let commandConfiguration: ConfigurationSnapshot
  /// What the unit's process reads; the same as the former when nothing is installed.
  package let serviceConfiguration: ConfigurationSnapshot
  /// The permission bits of the service's config; nil when there is none.
  package var configurationMode: UInt32?
  /// Whether the path of the service's config has no link in it.
  package var isConfigurationPlain = true
  /// Where the gateway is expected; nil for a named profile that has no port yet.
  package let target: ProbeTarget?
  /// What listens on the ports that matter; nil when it was not there at the deadline.
  package let listeners: ListenersFact?
  /// Nil when the gateway was not probed.
  package let probe: ProbeFact?
  /// Other services that start a gateway.
  package let otherServices: [ServiceScan.Entry]
  /// Whether the running gateway differs from the one on disk; nil when that cannot be told.
  package let hasDrifted: Bool?
  /// Why it is not there, in its own last words; nil when there is nothing to explain or nothing was found.
  package let lastRun: LastRun?
  /// The scope in which a plan of an earlier command was cut off and waits to be taken back; nil when none is known.
  package let interruptedPlan: ServiceScope?
  /// The facts that were not there at the deadline.
  package let incomplete: [String]
  /// The process that works on the profile's state, as a service or not; nil when none is known.
  package var runningGateway: ProfileGateway?
  /// Which manager that is, and why.
  package var choice = ServiceManagerChoice(nil, scope: .user, machine: MachineFacts(isBooted: true))

  /// The name by which it knows the profile's service.
  package var service: String { profile.serviceName(managerKind) }

  /// Which manager that is.
  package var managerKind: ServiceManagerKind { choice.kind }

  /// Why the gateway is not there though it should be; nil when it is, and when it was stopped on purpose.
  package var lastError: String? {
    switch state {
    case .gaveUp, .configurationRejected, .failed, .restarting: lastRun?.error ?? lastWord
    case .running, .reloading: probe?.isReachable == false ? lastRun?.error : nil
    case .notInstalled, .stopped, .starting, .stopping, nil: nil
    }
  }

  /// The last words of a process that ended by itself; one that was killed had none for it.
  private var lastWord: String? {
    if case .killed = manager.unit?.process.lastExit { return nil }
    return lastRun?.lastWord
  }

  /// What the service is doing, decided by its manager's facts alone; nil when the manager could not be asked.
  package var state: ServiceState? {
    switch manager {
    // A manager may not know a unit yet, or still know one whose file is gone.
    case .answered(let unit) where installed == nil: unit.state == .stopped ? .notInstalled : unit.state
    case .answered(let unit): unit.state == .notInstalled ? .stopped : unit.state
    case .unreachable, .unasked: installed == nil && !incomplete.contains("config") ? .notInstalled : nil
    }
  }
}
