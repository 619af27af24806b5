import CommandTree
import Doctor
import Platform
import Profiles
import Services

extension CommandFailure {
  /// A service manager that refused or was not there.
  init(_ error: ServiceManagerError, target: ServiceTarget, step: String? = nil) {
    let linger = "sudo loginctl enable-linger \(target.account.name)"
    let (hints, status): ([String], ExitStatus) =
      switch error {
      case .noServiceManager, .noLaunchctl: (["openclaw gateway"], .noServiceManager)
      case .managerUnreachable where target.managerKind == .launchd:
        (["launchctl print gui/\(target.account.userID)"], .noServiceManager)
      case .managerUnreachable(.user, _) where target.lingers() == true:
        (["sudo systemctl start user@\(target.account.userID).service"], .noServiceManager)
      case .managerUnreachable(.user, _):
        ([target.commandLine("gateway install --enable-linger"), linger], .noServiceManager)
      case .managerUnreachable(.system, _): (["systemctl is-system-running"], .noServiceManager)
      case .supervisorUnreachable: (["openclaw supervisor run"], .noServiceManager)
      case .accessDenied: (step == "enable-linger" ? [linger] : ["openclaw gateway status"], .notPermitted)
      case .noSuchUnit: ([target.commandLine("gateway install")], .notInstalled)
      case .masked: ([target.unmaskCommand], .failure)
      case .leftUnloaded: ([target.commandLine("gateway start")], .failure)
      case .timedOut: (["openclaw gateway status"], .noServiceManager)
      case .refused: (["openclaw gateway status"], .failure)
      }
    self.init(
      error.description, location: target.service, hints: hints, code: error.code, step: step,
      exitStatus: status)
  }

  /// A service that did not start or stop, with what it said last.
  init(_ failure: ActivityFailure, target: ServiceTarget, logFile: AbsolutePath, step: String? = nil) {
    let status = failure.status
    let lines = Self.lastLines(of: failure, target, logFile)
    switch failure {
    case .startFailed(_, let job, _):
      let (code, exitStatus) = Self.startOutcome(status)
      self.init(
        "the gateway did not start", location: target.service,
        reason: (status.endText ?? Self.words(forJob: job, target.managerKind)) + Self.overrides(target) + lines,
        hints: Self.remedies(for: status, target) + ["openclaw gateway status", "openclaw gateway --verbose"],
        code: code,
        step: step, exitStatus: exitStatus)
    case .stillStopping:
      self.init(
        "the gateway is still stopping", location: target.service, reason: "the wait ended first\(lines)",
        hints: ["openclaw gateway status"], code: "still-stopping", step: step, exitStatus: .stillStarting)
    case .stopFailed:
      self.init(
        "the gateway did not stop", location: target.service, reason: "it is \(status.state.rawValue)\(lines)",
        hints: ["openclaw gateway status"], code: "stop-failed", step: step)
    }
  }

  /// What mends a start by how the process ended: the unit pins the port, and so another one takes another unit.
  private static func remedies(for status: ServiceStatus, _ target: ServiceTarget) -> [String] {
    switch status.lastExit {
    case .exited(7): freeBase(target).map { [target.commandLine("gateway install --force --port \($0)")] } ?? []
    case .executableMissing: [target.commandLine("gateway install --force")]
    default: []
    }
  }

  /// A base that no other profile of the account has, and nobody listens on; nil when that cannot be told.
  private static func freeBase(_ target: ServiceTarget) -> Port? {
    do {
      let environment = Environment(["HOME": target.account.home.string])
      let profiles = try ProfileSurvey.profiles(account: target.account, environment: environment)
      let busy = Set(try ListeningSockets.all().map(\.port))
      return PortPlan.freeBase(taken: profiles.compactMap(\.port)) { busy.contains($0) }
    } catch { return nil }
  }

  /// systemd's results of a job, `org.freedesktop.systemd1(5)`, in words; launchd's states are words already.
  private static func words(forJob result: String, _ manager: ServiceManagerKind) -> String {
    switch result {
    case _ where manager == .launchd: "launchd says: \(result)"
    case "timeout": "systemd gave up waiting for it to be ready"
    case "canceled": "another request to systemd came in between"
    case "dependency": "a unit that it needs did not start"
    default: "systemd could not start it (\(result))"
    }
  }

  /// The drop-ins that replace our command, as a line of a reason; empty when there are none.
  private static func overrides(_ target: ServiceTarget) -> String {
    target.overridingDropIns.map { "\nA drop-in starts another command: \($0)" }.joined()
  }

  /// What the service said in the run that failed, as the end of a reason; empty when it said nothing.
  private static func lastLines(
    of failure: ActivityFailure, _ target: ServiceTarget, _ logFile: AbsolutePath
  ) -> String {
    var run = failure.status.run
    // A run from before the start was asked for is none that it made.
    if case .startFailed(_, _, let since) = failure, run.start.map({ $0 < since }) ?? true {
      run = ServiceRun(start: since)
    }
    let reader = LastRunReader(
      unit: target.service, scope: target.scope, userID: target.account.userID, run: run, logFile: logFile,
      sink: LastRunReader.Sink(target.managerKind, of: target.profile))
    guard let last = reader.read(waitingUntil: .after(.milliseconds(500))) else { return "" }
    return "\nIts last lines:\n" + last.lines.map { "  \($0.visibleLine())" }.joined(separator: "\n")
  }

  private static func startOutcome(_ status: ServiceStatus) -> (String, ExitStatus) {
    switch status.lastExit {
    case .exited(78): ("config-rejected", .configurationRefused)
    case .exited(7): ("port-foreign", .portHeld)
    default: ("start-failed", .failure)
    }
  }

  /// A plan that failed: the step's own failure, and what could not be taken back.
  init(_ error: PlanError, target: ServiceTarget, logFile: AbsolutePath) {
    switch error.reason {
    case let reason as ServiceManagerError: self.init(reason, target: target, step: error.step)
    case let reason as ActivityFailure: self.init(reason, target: target, logFile: logFile, step: error.step)
    case let reason as SystemError: self.init(reason, step: error.step)
    default: self.init("\(error.reason)", code: "plan-failed", step: error.step)
    }
    self = notTakingBack(error.undoProblems)
  }
}

extension ServiceStatus {
  /// How the last run ended, in words; nil when it did not end.
  var endText: String? {
    switch lastExit {
    case nil: nil
    case .exited(let code): "it exited with status \(code)" + (result == "success" ? "" : " (\(result))")
    case .killed(let signal, let dumped):
      "it was killed by signal \(signal)\(dumped ? ", leaving a core file" : "") (\(result))"
    }
  }
}
