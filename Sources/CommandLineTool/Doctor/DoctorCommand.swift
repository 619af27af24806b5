import CommandTree
import Doctor
import Platform
import Profiles
import Services

/// `openclaw doctor`: looks, says what is wrong, mends what it may, looks again.
enum DoctorCommand {
  static func run(_ context: CommandContext) throws(CommandFailure) -> any Report {
    if context.invocation[.undo] { return try DoctorUndo.run(context) }
    let checks = try selection(context)
    let examination = try context.examine()
    let found = Diagnosis(checks, of: examination)
    var report = DoctorReport(examination: examination, diagnosis: found, isDryRun: context.invocation[.dryRun])
    report.repairs = try mend(found, examination, DoctorOptions(context), context)
    if report.repairs.last?.hasTakenBack == true {
      let anew = try context.examine()
      report.repairs += try mend(Diagnosis(checks, of: anew), anew, DoctorOptions(context), context)
    }
    if report.repairs.contains(where: { $0.outcome == .applied }) {
      report.diagnosis = Diagnosis(checks, of: try context.examine())
    }
    return report
  }

  /// Goes through what can be mended: made, or only planned, as the options say.
  static func mend(
    _ diagnosis: Diagnosis, _ examination: Examination, _ options: DoctorOptions, _ context: CommandContext
  ) throws(CommandFailure) -> [PlannedRepair] {
    guard diagnosis.findings.contains(where: { $0.symptom.repair != nil }) else { return [] }
    let target = try ServiceTarget.installed(context)
    var run = RepairRun(of: diagnosis.findings, context, target, examination, options)
    guard options.mayChange else {
      run.mend()
      return run.repairs
    }
    let lock = try LifecycleLock(.home, of: target.profile, context: context)
    run.mend()
    _ = consume lock
    if run.hasChanged { target.settle(before: .after(context.wait), startsByItself: run.hasBroughtManager) }
    return run.repairs
  }

  /// The checks that `--only` and `--skip` leave.
  private static func selection(_ context: CommandContext) throws(CommandFailure) -> [Check] {
    let (only, skipped) = (context.invocation[.only], context.invocation[.skip])
    let known = Set(CheckTable.doctor.map(\.id))
    for id in (only ?? []) + (skipped ?? []) where !known.contains(id) {
      throw CommandFailure(
        "there is no check \(id)", location: only?.contains(id) == true ? "--only" : "--skip",
        hints: ["openclaw doctor --list"], code: "no-such-check", exitStatus: .usage)
    }
    return CheckTable.select(CheckTable.doctor, only: only.map(Set.init), skipping: Set(skipped ?? []))
  }
}

extension ServiceTarget {
  /// Waits while the service is on its way, so that it is looked at as it will be; an unreachable manager has none.
  ///
  /// - Parameter startsByItself: whether its manager has only just begun to start what is enabled.
  fileprivate func settle(before deadline: Deadline, startsByItself: Bool) {
    while !deadline.hasPassed {
      do {
        let status = try connection.status(of: service)
        let isWaiting = startsByItself && status.isEnabled && status.state == .stopped
        guard isWaiting || [.starting, .reloading, .stopping].contains(status.state) else { return }
      } catch { return }
      deadline.pause(.milliseconds(20))
    }
  }
}

extension CommandContext {
  /// Looks at the profile and its host, as the doctor does.
  func examine(probing probes: Bool = true) throws(CommandFailure) -> Examination {
    var request = try snapshotRequest()
    request.probes = probes
    let host = try snapshot(request) { _ in }
    return Examiner.examine(host, ExaminationRequest(program: executable, environment: environment))
  }
}
