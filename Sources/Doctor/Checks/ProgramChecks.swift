import Platform
import Profiles
import Services

/// Checks of the program that the unit starts: whether it is there, can run, and will be there tomorrow.
enum ProgramChecks {
  static let all: [Check] = [
    check("exec-missing", .critical, "The program that the unit starts is missing", look: missing),
    check("exec-not-executable", .critical, "The program that the unit starts cannot be run", look: notExecutable),
    check("exec-gateway-missing", .critical, "The gateway that comes with the program is missing", look: noGateway),
    check("exec-volatile-path", .warn, "The unit starts a program at a place that does not last", look: volatile),
    Check(
      "exec-replaced", .program, .warn, "The running gateway is not the one on disk", cure: "starts it again",
      needs: [.service, .drift], look: replaced),
    Check(
      "unit-workdir-missing", .program, .critical, "The unit's working directory is missing", needs: [.program],
      look: workingDirectory),
  ]

  private static func check(
    _ id: String, _ severity: Finding.Severity, _ summary: String,
    look: @escaping @Sendable (ProgramFact) -> Symptom?
  ) -> Check {
    Check(
      id, .program, severity, summary, cure: "names this openclaw in the unit, if it is at a place that lasts",
      needs: [.program, .definition]
    ) { examination in
      guard examination.isLocal, let program = examination.program, var symptom = look(program) else { return [] }
      symptom.place = program.path.string
      if let definition = examination.definition, definition.wanted.executable != program.path {
        symptom.repair = definition.repair
      } else {
        symptom.remedy = symptom.remedy ?? examination.command("gateway install --force")
      }
      return [symptom]
    }
  }

  private static func missing(_ program: ProgramFact) -> Symptom? {
    program.entry == nil
      ? Symptom("the program that the unit starts is missing", remedy: "install openclaw there again") : nil
  }

  private static func notExecutable(_ program: ProgramFact) -> Symptom? {
    guard let entry = program.entry else { return nil }
    if entry.kind != .regular { return Symptom("the program that the unit starts is no file") }
    if !program.isExecutable {
      return Symptom(
        "the program that the unit starts may not be run", evidence: "mode \(entry.mode.octalMode)",
        remedy: "chmod +x \(program.path)")
    }
    guard program.isForThisMachine == false else { return nil }
    return Symptom("the program that the unit starts was built for another kind of machine")
  }

  private static func noGateway(_ program: ProgramFact) -> Symptom? {
    guard program.entry?.kind == .regular, program.isExecutable, !program.hasGateway else { return nil }
    return Symptom(
      "openclaw-gateway is neither beside it nor in ../libexec/openclaw", remedy: "install openclaw there again")
  }

  private static func volatile(_ program: ProgramFact) -> Symptom? {
    guard program.canStart, let reason = program.volatility else { return nil }
    return Symptom(
      "the unit starts a program at a place that does not last: \(reason)",
      remedy: "install openclaw below /usr/local or ~/.local, then run it from there: openclaw gateway install --force")
  }

  private static func replaced(_ examination: Examination) -> [Symptom] {
    guard examination.host.hasDrifted == true, let process = examination.host.manager.unit?.process.mainPID else {
      return []
    }
    return [
      Symptom(
        "the running gateway is not the one on disk", at: examination.host.service, evidence: "process \(process)",
        remedy: examination.command("gateway restart"), repair: .restart)
    ]
  }

  private static func workingDirectory(_ examination: Examination) -> [Symptom] {
    guard let directory = examination.unit?.definition.workingDirectory,
      examination.program?.hasWorkingDirectory == false
    else { return [] }
    return [
      Symptom(
        "the unit's working directory is missing", at: directory, remedy: "mkdir -p \(directory)")
    ]
  }
}
