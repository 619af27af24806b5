import CommandTree
import JSON
import Platform
import Profiles
import Services
import TestSupport
import Testing

@testable import CommandLineTool

@Suite("Failures of services") struct ServiceFailureTests {
  private static let account = Account(name: "ops", userID: 1000, groupID: 1000, home: SnapshotSample.home)

  private func target(_ scope: ServiceScope) -> ServiceTarget {
    ServiceTarget(profile: Profile(.named("ztest"), home: SnapshotSample.home), account: Self.account, scope: scope)
  }

  struct Refusal: Sendable {
    let error: ServiceManagerError
    var scope = ServiceScope.user
    let code: String
    let status: CommandStatus
    let hint: String
  }

  private static let sudo = Account.effectiveUserID == 0 ? "" : "sudo "
  private static let answer = ManagerAnswer(call: "StartUnit", name: "a.b", message: "no")

  @Test(
    "what the manager says has its own code, status and remedy",
    arguments: [
      Refusal(
        error: .noServiceManager, code: "no-service-manager", status: .noServiceManager, hint: "openclaw gateway"),
      Refusal(
        error: .managerUnreachable(.user, reason: "x"), code: "user-manager-unreachable", status: .noServiceManager,
        hint: "openclaw --profile ztest gateway install --enable-linger"),
      Refusal(
        error: .managerUnreachable(.system, reason: "x"), scope: .system, code: "system-manager-unreachable",
        status: .noServiceManager, hint: "systemctl is-system-running"),
      Refusal(
        error: .accessDenied(answer), code: "access-denied", status: .notPermitted, hint: "openclaw gateway status"),
      Refusal(
        error: .noSuchUnit("x", answer), code: "no-such-unit", status: .notInstalled,
        hint: "openclaw --profile ztest gateway install"),
      Refusal(
        error: .masked("x", answer), code: "unit-masked", status: .failure,
        hint: "systemctl --user unmask openclaw-gateway-ztest.service"),
      Refusal(
        error: .masked("x", answer), scope: .system, code: "unit-masked", status: .failure,
        hint: sudo + "systemctl unmask openclaw-gateway-ztest.service"),
      Refusal(
        error: .timedOut(call: "Reload"), code: "manager-timeout", status: .noServiceManager,
        hint: "openclaw gateway status"),
      Refusal(error: .refused(answer), code: "manager-refused", status: .failure, hint: "openclaw gateway status"),
    ])
  func refusals(_ row: Refusal) {
    let failure = CommandFailure(row.error, target: target(row.scope), step: "connect")
    #expect(failure.code == row.code && failure.exitStatus == row.status && failure.hints.first == row.hint)
    #expect(failure.step == "connect" && failure.location == "openclaw-gateway-ztest.service")
  }

  struct Ended: Sendable {
    let exit: ServiceExit?
    let code: String
    let status: CommandStatus
    let says: String
  }

  @Test(
    "a start that failed says how the process ended and what it wrote last",
    arguments: [
      Ended(
        exit: .exited(78), code: "config-rejected", status: .configurationRefused,
        says: "it exited with status 78 (exit-code)"),
      Ended(exit: .exited(7), code: "port-foreign", status: .portHeld, says: "it exited with status 7 (exit-code)"),
      Ended(exit: .exited(1), code: "start-failed", status: .failure, says: "it exited with status 1 (exit-code)"),
      Ended(
        exit: .killed(signal: 6, dumped: true), code: "start-failed", status: .failure,
        says: "it was killed by signal 6, leaving a core file (exit-code)"),
      Ended(exit: nil, code: "start-failed", status: .failure, says: "systemd gave up waiting for it to be ready"),
    ])
  func ended(_ row: Ended) throws {
    try withScratch { directory throws in
      let log = directory.appending("gateway.log")
      let asked = Timestamp(milliseconds: 1_000_000_000_000)
      try place(#"{"0":"the very last line","time":"\#(asked.iso8601)"}"# + "\n", at: log)
      let status = ServiceStatus(state: .failed, lastExit: row.exit, result: "exit-code")
      let failure = CommandFailure(
        ActivityFailure.startFailed(status, job: "timeout", since: asked), target: target(.user), logFile: log,
        step: "start")
      #expect(failure.code == row.code && failure.exitStatus == row.status)
      #expect(failure.reason == row.says + "\nIts last lines:\n  the very last line")
    }
  }

  @Test("the last lines are those of the run that failed, not of those before it") func thatRun() throws {
    try withScratch { directory throws in
      let log = directory.appending("gateway.log")
      let asked = Timestamp(milliseconds: 1_000_000_000_000)
      let began = Timestamp(milliseconds: asked.milliseconds + 2000)
      let lines = [("stopping: SIGTERM", 1000), ("no such port", 3000)].map { text, after in
        #"{"0":"\#(text)","time":"\#(Timestamp(milliseconds: asked.milliseconds + Int64(after)).iso8601)"}"# + "\n"
      }
      try place(lines.joined(), at: log)
      let status = ServiceStatus(state: .failed, lastExit: .exited(1), result: "x", run: ServiceRun(start: began))
      let failure = CommandFailure(
        ActivityFailure.startFailed(status, job: "failed", since: asked), target: target(.user), logFile: log)
      #expect(failure.reason == "it exited with status 1 (x)\nIts last lines:\n  no such port")
    }
  }

  @Test("a start that failed names the drop-ins that replace the command, and no others") func overridden() throws {
    try withScratch { home throws in
      let profile = Profile(.named("ztest"), home: home)
      let target = ServiceTarget(profile: profile, account: Self.account, scope: .user)
      let directory = profile.userUnitPath.parent.appending("\(profile.unitName).d")
      try place("[Service]\nExecStart=\nExecStart=/bin/false\n", at: directory.appending("mine.conf"))
      try place("[Service]\nNice=5\n", at: directory.appending("nice.conf"))
      let failure = CommandFailure(
        ActivityFailure.startFailed(ServiceStatus(state: .failed), job: "timeout", since: .now()), target: target,
        logFile: home.appending("none"))
      #expect(failure.reason?.contains("A drop-in starts another command: \(directory)/mine.conf") == true)
      #expect(failure.reason?.contains("nice.conf") == false)
    }
  }

  @Test(
    "a port that is taken and a program that is gone take another unit",
    arguments: [
      (ServiceExit.exited(7), "openclaw --profile ztest gateway install --force --port "),
      (.exited(203), "openclaw --profile ztest gateway install --force"),
    ])
  func anotherUnit(_ exit: ServiceExit, _ hint: String) {
    let status = ServiceStatus(state: .failed, lastExit: exit, result: "exit-code")
    let failure = CommandFailure(
      ActivityFailure.startFailed(status, job: "failed", since: .now()), target: target(.user),
      logFile: .root.appending("nowhere"))
    #expect(failure.hints.first?.hasPrefix(hint) == true, "\(failure.hints)")
    #expect(CommandLineParser.accepts(failure.hints.first ?? ""))
  }

  @Test("what could not be taken back is said beside the failure, never instead of it") func notTakenBack() {
    let failure = CommandFailure("no", reason: "because", code: "x")
    #expect(failure.notTakingBack([]) == failure)
    let both = failure.notTakingBack(["one", "two"])
    #expect(both.what == "no" && both.code == "x" && both.reason == "because\nnot taken back: one; two")
  }

  @Test("a stop that failed says what the state is") func stopFailed() {
    let status = ServiceStatus(state: .stopping)
    let failed = CommandFailure(
      ActivityFailure.stopFailed(status, job: "failed"), target: target(.user), logFile: .root.appending("nowhere"))
    #expect(failed.code == "stop-failed" && failed.reason == "it is stopping" && failed.exitStatus == .failure)
    let late = CommandFailure(
      ActivityFailure.stillStopping(status), target: target(.user), logFile: .root.appending("nowhere"))
    #expect(late.code == "still-stopping" && late.exitStatus == .stillStarting)
  }
}

@Suite("Reports of lifecycle commands") struct LifecycleReportTests {
  private static let account = Account(name: "ops", userID: 1000, groupID: 1000, home: SnapshotSample.home)

  private func report(_ status: ServiceStatus?) -> LifecycleReport {
    let profile = Profile(.named("ztest"), home: SnapshotSample.home)
    return LifecycleReport(
      action: "start", result: "started", message: "Started",
      target: ServiceTarget(profile: profile, account: Self.account, scope: .user), port: SnapshotSample.port,
      status: status)
  }

  @Test("the document has the keys of docs/json.md, in order") func keys() {
    var report = report(ServiceStatus(state: .running, isEnabled: true, processID: 71))
    report.changes = []
    report.lingers = false
    report.warnings = [.lingerOff(Self.account, Profile(.default, home: SnapshotSample.home))]
    report.hints = ["x"]
    #expect(
      report.json.keys == [
        "action", "result", "message", "profile", "scope", "unit", "config", "port", "service", "changes", "linger",
        "warnings", "hints",
      ])
    #expect(
      report.json["service"]?.objectValue?.keys == [
        "label", "loaded", "loadedText", "notLoadedText", "state", "pid",
      ])
  }

  @Test("what does not apply is left out") func absent() {
    #expect(
      report(nil).json.keys == ["action", "result", "message", "profile", "scope", "unit", "config", "port"])
  }

  @Test("a gateway that is still starting has an exit status of its own", arguments: ServiceState.allCases)
  func starting(_ state: ServiceState) {
    let status = ServiceStatus(state: state)
    var report = report(status)
    report.noteIfStarting(status)
    #expect(report.exitStatus == (state == .starting ? .stillStarting : .success))
    #expect(report.hints == (state == .starting ? ["openclaw --profile ztest gateway status"] : []))
    #expect(report.result == (state == .starting ? "starting" : "started"))
  }

  @Test("a start that the wait did not see through is no success, whatever runs yet") func unseen() {
    let status = ServiceStatus(state: .running)
    var report = report(status)
    report.noteIfStarting(status, isDone: false)
    #expect(report.exitStatus == .stillStarting && report.result == "starting")
  }

  @Test("a config with another port than the unit's is told", arguments: [nil, SnapshotSample.port, Port(20_001)])
  func ports(_ configured: Port?) {
    var report = report(nil)
    report.warnIfPortsDiffer(configured: configured)
    let differs = configured != nil && configured != SnapshotSample.port
    #expect(report.warnings.map(\.code) == (differs ? ["port-differs"] : []))
  }

  @Test("commands for a system service keep its scope and account") func scope() {
    let profile = Profile(.named("ztest"), home: SnapshotSample.home)
    let target = ServiceTarget(profile: profile, account: Self.account, scope: .system)
    let sudo = Account.effectiveUserID == 0 ? "" : "sudo "
    #expect(target.commandLine("gateway start") == "\(sudo)openclaw --profile ztest gateway start --system")
    #expect(
      target.commandLine("gateway install --force")
        == "\(sudo)openclaw --profile ztest gateway install --force --system --run-as ops")
  }
}
