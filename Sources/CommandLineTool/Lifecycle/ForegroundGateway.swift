import CommandTree
import Configuration
import Doctor
import GatewayClient
import GatewayProtocol
import Glibc
import Platform
import Profiles
import Services

/// A gateway that somebody runs in the foreground, known by the lock it holds and never by its name.
struct ForegroundGateway {
  let process: Int32
  let identity: ProcessIdentity

  /// Tells it to end, and waits until it has.
  func stop(_ target: ServiceTarget, _ context: CommandContext) throws(CommandFailure) -> LifecycleReport {
    context.progress("stopping process \(process), a gateway in the foreground")
    let deadline = Deadline.after(context.wait)
    let hasEnded: Bool
    do throws(SystemError) {
      guard let handle = try held() else { return report(.stop, "stopped", target) }
      try handle.send(SIGTERM)
      hasEnded = handle.waitForEnd(until: deadline)
    } catch { throw failure(error) }
    guard hasEnded else {
      throw CommandFailure(
        "the gateway did not stop", location: "process \(process)", reason: "it still runs when the wait has ended",
        hints: ["kill -KILL \(process)"], code: "still-stopping", exitStatus: .stillStarting)
    }
    return report(.stop, "stopped", target)
  }

  /// Has it start again in the same process, which its config must allow, and waits until it answers anew.
  func restart(_ target: ServiceTarget, _ context: CommandContext) throws(CommandFailure) -> LifecycleReport {
    let configuration = context.loadConfiguration()
    try context.checkStartable(configuration)
    guard configuration.configuration.allowsRestart else { throw notAllowed(target, context) }
    let lock = try LifecycleLock(.profile, of: target.profile, context: context)
    context.progress("restarting process \(process), a gateway in the foreground")
    let start = MonotonicClock.nanoseconds()
    let deadline = Deadline.after(context.wait)
    let port: Port?
    do throws(SystemError) {
      port = try ProfileGateway.running(target.profile)?.ports()
        .first { $0 != configuration.configuration.canvasHost.port }
      guard let handle = try held() else { throw SystemError(code: ESRCH, call: "kill", subject: "process \(process)") }
      try handle.send(SIGUSR1)
    } catch { throw failure(error) }
    let isReady = try waitForNewLife(on: port, configuration, since: start, until: deadline)
    _ = consume lock
    var report = report(.restart, isReady ? "restarted" : "starting", target)
    report.port = port
    if !isReady {
      report.exitStatus = .stillStarting
      report.hints.append(context.commandLine("gateway status"))
    }
    return report
  }

  /// The very process that was found, held; nil when it has ended meanwhile.
  private func held() throws(SystemError) -> ProcessHandle? {
    guard let handle = try ProcessHandle(process), identity.isRunning else { return nil }
    return handle
  }

  /// Waits for a hello of a life that began after the signal; false when the deadline comes first.
  private func waitForNewLife(
    on port: Port?, _ configuration: ConfigurationSnapshot, since start: Int64, until deadline: Deadline
  ) throws(CommandFailure) -> Bool {
    guard let port else { return false }
    let url = "ws://\(configuration.configuration.localHost):\(port)"
    let credentials = ClientCredentials(flags: CredentialFlags(), snapshot: configuration)
    while !deadline.hasPassed, identity.isRunning {
      switch Result(catching: { () throws(GatewayClientError) in try uptime(at: url, credentials, deadline) }) {
      case .success(let uptime):
        let elapsed = Duration.nanoseconds(MonotonicClock.nanoseconds() - start)
        if uptime < elapsed { return true }
        if elapsed > Self.patience { throw ignored(configuration) }
      case .failure(.unauthorized(let error)): throw refused(url, error.message)
      case .failure: break
      }
      deadline.pause(.milliseconds(50))
    }
    return false
  }

  private func uptime(
    at url: String, _ credentials: ClientCredentials, _ deadline: Deadline
  ) throws(GatewayClientError) -> Duration {
    try GatewayClient(to: GatewayAddress(url), as: ConnectParameters(.probe, credentials), deadline: deadline)
      .hello.snapshot.uptime
  }

  /// How long the former life may go on answering: longer than its connections are given to end.
  private static let patience = Duration.seconds(5)

  /// A gateway reads `commands.restart` when it starts and when it is told to.
  private func ignored(_ configuration: ConfigurationSnapshot) -> CommandFailure {
    CommandFailure(
      "the gateway did not restart", location: "process \(process)",
      reason: "it goes on as before: it has not read commands.restart: true in \(configuration.path) yet",
      hints: ["openclaw gateway stop"], code: "restart-not-allowed", exitStatus: .notInstalled)
  }

  private func refused(_ url: String, _ words: String) -> CommandFailure {
    CommandFailure(
      "whether the gateway has restarted is not known", location: "process \(process) at \(url)",
      reason: "it was told to, and refuses this command's credentials: \(words)",
      hints: ["openclaw gateway status"], code: "outcome-unknown", exitStatus: .unknownOutcome)
  }

  private func notAllowed(_ target: ServiceTarget, _ context: CommandContext) -> CommandFailure {
    CommandFailure(
      "the gateway in the foreground may not be restarted", location: "process \(process)",
      reason: "commands.restart is not true in \(target.profile.configPath), and no service is installed",
      hints: [
        context.commandLine("config set commands.restart true"), context.commandLine("gateway stop"),
        context.commandLine("gateway install"),
      ], code: "restart-not-allowed", exitStatus: .notInstalled)
  }

  private func failure(_ error: SystemError) -> CommandFailure {
    var failure = CommandFailure(error)
    if failure.exitStatus == .notPermitted { failure.hints = ["sudo kill \(process)"] }
    return failure
  }

  private func report(
    _ action: ActivityChange.Action, _ result: String, _ target: ServiceTarget
  ) -> LifecycleReport {
    let words = ["stopped": "Stopped", "restarted": "Restarted"][result] ?? "Restarting"
    var report = LifecycleReport(
      action: action.rawValue, result: result,
      message: "\(words) the gateway in the foreground, process \(process); it is no service", target: target)
    report.foregroundProcess = process
    return report
  }
}
