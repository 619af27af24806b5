import CommandTree
import Configuration
import Doctor
import Platform
import Profiles
import Services

/// What else is on the machine that a profile's ports could collide with.
struct Neighbours {
  private let profile: Profile
  private let others: [SurveyedProfile]
  private let listeners: [ListeningSocket]
  private let ownProcesses: [Int32]
  /// The port that the profile's own unit pins.
  private let pinned: Port?
  /// Whether the service manager listens on it in the gateway's stead.
  private let isListenedOn: Bool
  private(set) var warnings: [ReportWarning] = []

  /// Reads the other profiles' files and the kernel's listeners.
  ///
  /// - Parameter ownProcesses: the processes of the profile's own gateways, whose listeners are no conflict.
  init(_ context: CommandContext, _ target: ServiceTarget, ownProcesses: [Int32]) throws(CommandFailure) {
    profile = target.profile
    pinned = try target.installedService()?.definition.port
    isListenedOn = target.isListenedOn
    others = try target.otherProfiles(context)
    self.ownProcesses = ownProcesses
    do { listeners = try ListeningSockets.all() } catch { throw CommandFailure(error) }
  }

  /// Decides the port, and refuses one that somebody else has.
  ///
  /// - Parameter otherwise: the command line that takes another port.
  mutating func choosePort(
    _ resolution: PortResolution, otherwise: (Port) -> String
  ) throws(CommandFailure) -> Port {
    warnings += resolution.warnings.map { ReportWarning(code: "port-ignored", message: $0) }
    let port = try PortChoice.make(resolution, pinned: pinned, profile: profile, others: others, listeners: listeners)
    let plan: PortPlan
    do { plan = try PortPlan(base: port) } catch { throw CommandFailure(error) }
    let conflicts = PortConflicts(
      plan: plan, others: others, listeners: try named(plan), ownProcesses: ownProcesses,
      ownPort: isListenedOn ? pinned : nil,
      alternative: freeBase.map(otherwise))
    try conflicts.check()
    warnings += conflicts.warnings().map {
      ReportWarning(code: "cdp-overlap", message: $0, hint: "choose bases at least \(PortPlan.spacing) apart")
    }
    return port
  }

  private var freeBase: Port? {
    PortPlan.freeBase(taken: others.compactMap(\.port)) { port in listeners.contains { $0.port == port } }
  }

  /// The listeners on a plan's ports with their holders; looked up only when there are any.
  private func named(_ plan: PortPlan) throws(CommandFailure) -> [ListeningSocket] {
    let ports = Set(plan.exclusive.map(\.port))
    guard listeners.contains(where: { ports.contains($0.port) }) else { return [] }
    do { return try ListeningSockets.on(ports: ports, likelyHolders: ownProcesses) } catch {
      throw CommandFailure(error)
    }
  }
}

extension ServiceTarget {
  /// The account's other profiles.
  func otherProfiles(_ context: CommandContext) throws(CommandFailure) -> [SurveyedProfile] {
    do {
      return try ProfileSurvey.profiles(account: account, environment: context.environment)
        .filter { $0.profile.name != profile.name }
    } catch { throw CommandFailure(error) }
  }

  /// Whether its manager listens in its stead; false when it is not there to be asked.
  var isListenedOn: Bool {
    do { return try managerKind == .systemd && connection.status(of: service).isLoaded } catch { return false }
  }

  /// The main process of the service; nil when nothing runs or the manager is not there to be asked.
  var mainProcess: Int32? {
    do { return try connection.status(of: service).processID } catch { return nil }
  }
}
