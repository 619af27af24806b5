import Configuration
import Platform
import Profiles
import Services

/// What was found of one profile on this host, each fact on its own.
///
/// Reports and checks are functions of it.
package struct HostSnapshot: Sendable {
  package let profile: Profile
  package let account: Account
  /// The version of this program.
  package let version: String
  /// The unit that holds for the profile; nil when none is installed.
  package let installed: InstalledService?
  /// The profile's unit in the other scope, which fights with the first.
  package let twin: InstalledService?
  package let manager: ManagerFact
  /// Whether the account's services go on after logout; nil when that is not known.
  package let lingers: Bool?
  /// What this command reads.
  package let commandConfiguration: ConfigurationSnapshot
  /// What the unit's process reads; the same as the former when nothing is installed.
  package let serviceConfiguration: ConfigurationSnapshot
  package let target: ProbeTarget
  package let listeners: ListenersFact?
  /// Nil when the gateway was not probed.
  package let probe: ProbeFact?
  /// Other services that start a gateway.
  package let otherServices: [ServiceScan.Entry]
  /// Whether the running gateway differs from the one on disk; nil when that cannot be told.
  package let hasDrifted: Bool?
  /// Why it is not there, in its own last words; nil when there is nothing to explain or nothing was found.
  package let lastRun: LastRun?
  /// Whether a plan of an earlier command was cut off and waits to be taken back.
  package let hasInterruptedPlan: Bool
  /// The facts that were not there at the deadline.
  package let incomplete: [String]
  /// Which manager that is.
  package var managerKind = ServiceManagerKind.systemd
  /// Why it is that one.
  package var managerReason = "it runs here"

  /// What the service is doing, decided by its manager's facts alone; nil when the manager could not be asked.
  package var state: ServiceState? {
    switch manager {
    case .answered(let unit): unit.state == .notInstalled && installed != nil ? .stopped : unit.state
    case .unreachable, .unasked: installed == nil ? .notInstalled : nil
    }
  }
}

/// What the service manager said.
package enum ManagerFact: Sendable {
  case answered(UnitState)
  /// This machine has none, or it could not be asked.
  case unreachable(ServiceManagerError)
  /// It did not answer before the deadline.
  case unasked
}

/// What is listening on the ports that matter.
package enum ListenersFact: Sendable {
  case found([ListeningSocket])
  /// The kernel's tables could not be read.
  case failed(SystemError)
}

/// Where the gateway is expected, and on whose word.
package struct ProbeTarget: Hashable, Sendable {
  /// Who says which port.
  package enum PortSource: String, Hashable, Sendable {
    case serviceArguments = "service args"
    case environmentOrConfig = "env/config"
  }

  package let port: Port
  package let portSource: PortSource
  package let bindMode: String
  package let host: String
  package let customBindHost: String?
  /// The URL that is probed; `--url` overrides the rest.
  package let url: String
  /// The port this command would use for itself.
  package let commandPort: Port
}

/// What a probe of the gateway gave.
package struct ProbeFact: Hashable, Sendable {
  /// How the probe ended.
  package enum Outcome: Hashable, Sendable {
    /// The hello and the method `status` were answered.
    case answered(version: String, uptime: Duration)
    /// Our own hello protocol answered, and refused the credentials.
    case refused(code: String, message: String)
    /// Nothing of ours answered.
    case failed(code: String, message: String)
  }

  package let outcome: Outcome
  package let url: String
  package let latency: Duration
  /// Which credential was offered: `--token`, `OPENCLAW_GATEWAY_TOKEN`, `gateway.auth.token in FILE`; nil for none.
  package let credentialSource: String?

  /// Whether a gateway of ours is there.
  package var isReachable: Bool { if case .failed = outcome { false } else { true } }
}

/// The last lines of a run that ended or does not answer.
package struct LastRun: Hashable, Sendable {
  /// Where the lines were read.
  package enum Source: String, Hashable, Sendable { case journal, file }

  package let lines: [String]
  package let source: Source

  /// The line that says most: the last one that names an error, else the last one.
  package var error: String? {
    let marks = [
      "no space left", "address already in use", "refusing to bind", "gateway auth mode", "start blocked",
      "failed to bind", "another gateway", "error", "fatal", "killed", "config",
    ]
    for mark in marks {
      if let line = lines.last(where: { $0.lowercased().contains(mark) }) { return line }
    }
    return lines.last
  }
}
