import Configuration
import Platform
import Profiles
import Services

/// Checks of what the installed unit says, each mended by writing it again as install would.
enum DefinitionChecks {
  static let all: [Check] =
    ServiceAudit.codes.map { audit($0.code, $0.finds) } + [
      check(
        "gateway-entrypoint-mismatch", .warn, "The unit starts another openclaw than install would", look: entrypoint),
      check("unit-port-drift", .warn, "The unit pins another port than the config names", look: port),
      check("unit-profile-drift", .critical, "The unit's variables point at another profile", look: profile),
      check("exec-version-drift", .warn, "Another version of openclaw wrote the unit", look: version),
      check(
        "socket-unit-drift", .warn, "The socket unit is missing, or listens elsewhere than the service asks for",
        look: socket),
      Check(
        "service-config-custom", .service, .info, "Somebody has edited the unit; what a drop-in holds is safe",
        cure: "with --force writes the unit as install would, keeping a copy", needs: [.definition], look: custom),
    ]

  private static let cure = "writes the unit as install would; somebody's own lines go only with --force"

  private static func check(
    _ id: String, _ severity: Finding.Severity, _ summary: String,
    look: @escaping @Sendable (Examination, InstalledService, DefinitionFact) -> [Symptom]
  ) -> Check {
    Check(id, .service, severity, summary, cure: cure, needs: [.definition]) { examination in
      guard examination.isLocal, let unit = examination.unit, let definition = examination.definition else { return [] }
      return look(examination, unit, definition)
    }
  }

  /// A code of the audit that `gateway status` shows as well.
  private static func audit(_ code: String, _ finds: String) -> Check {
    check(code, .warn, finds) { examination, service, definition in
      ServiceAudit.issues(service.definition, definition: definition.wanted).filter { $0.code == code }.map { issue in
        let isUnknown = code == "gateway-command-missing"
        return Symptom(
          issue.message, at: service.path.string, evidence: issue.detail,
          repair: isUnknown ? .overwriteUnit : definition.repair, severity: isUnknown ? .critical : nil)
      }
    }
  }

  private static func entrypoint(
    _ examination: Examination, _ service: InstalledService, _ definition: DefinitionFact
  ) -> [Symptom] {
    let wanted = definition.wanted.executable
    // A program that cannot be started, or that will not last, has checks of its own.
    guard let command = service.definition.command, command.arguments.contains("gateway"),
      AbsolutePath(command.executable) != wanted, examination.program?.isSound ?? true
    else { return [] }
    return [
      Symptom(
        "the unit starts \(command.executable), install would name \(wanted)", at: service.path.string,
        repair: definition.repair)
    ]
  }

  private static func port(
    _ examination: Examination, _ service: InstalledService, _ definition: DefinitionFact
  ) -> [Symptom] {
    guard let pinned = service.definition.port, let configured = examination.configuration.configuration.port,
      pinned != configured
    else { return [] }
    return [
      Symptom(
        "the unit pins port \(pinned), the config says \(configured)", at: service.path.string,
        repair: definition.repair)
    ]
  }

  private static func profile(
    _ examination: Examination, _ service: InstalledService, _ definition: DefinitionFact
  ) -> [Symptom] {
    let own = examination.profile
    var strayed: [String] = []
    if let named = service.definition.profile, named != own.name {
      strayed.append("it is written for profile \(named)")
    }
    if let home = service.definition.variable("HOME"), home != own.home.string { strayed.append("HOME is \(home)") }
    if let other = service.definition.strayedProfile(from: own) {
      strayed.append("it has the state of profile \(other)")
    }
    if strayed.isEmpty { return [] }
    return [
      Symptom(
        "the unit is not that of profile \(own.name)", at: service.path.string,
        evidence: strayed.joined(separator: "; "), repair: definition.repair)
    ]
  }

  private static func socket(
    _ examination: Examination, _ service: InstalledService, _ definition: DefinitionFact
  ) -> [Symptom] {
    guard let problem = definition.socketProblem else { return [] }
    let isStray = definition.wanted.listenAddresses.isEmpty
    let manager = service.scope == .user ? "systemctl --user" : "sudo systemctl"
    return [
      Symptom(
        problem, at: service.path.string,
        remedy: isStray ? "\(manager) disable --now \(examination.profile.socketName)" : nil,
        repair: isStray ? nil : definition.repair)
    ]
  }

  private static func version(
    _ examination: Examination, _ service: InstalledService, _ definition: DefinitionFact
  ) -> [Symptom] {
    guard let version = service.definition.version, version != definition.wanted.version else { return [] }
    return [
      Symptom(
        "the unit was written by openclaw \(version), this is \(definition.wanted.version)",
        at: service.path.string, repair: definition.repair)
    ]
  }

  private static func custom(_ examination: Examination) -> [Symptom] {
    guard let service = examination.unit, let comparison = examination.definition?.comparison else { return [] }
    // A command that starts no gateway has a check of its own.
    let isGateway = service.definition.command?.arguments.contains("gateway") ?? false
    let losses = comparison.losses.filter { $0.key != "ExecStart" || isGateway }
    if losses.isEmpty { return [] }
    let manager = service.scope == .user ? "systemctl --user" : "sudo systemctl"
    let isUnit = service.definition.unit != nil
    return [
      Symptom(
        "the unit holds what openclaw did not write", at: service.path.string,
        evidence: losses.map(\.description).joined(separator: "; "),
        remedy: isUnit ? "\(manager) edit \(examination.profile.unitName)" : nil, repair: .overwriteUnit)
    ]
  }
}
