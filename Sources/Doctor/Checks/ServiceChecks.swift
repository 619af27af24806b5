import Configuration
import Platform
import Profiles
import Services

/// Checks of the service as its manager has it: whether it is there, starts by itself, runs, and is nobody else's.
enum ServiceChecks {
  static let all: [Check] = [
    Check(
      "systemd-unavailable", .service, .info, "No service manager can be reached", needs: [.service], look: manager),
    Check("service-not-installed", .service, .info, "No service is installed for the profile", look: notInstalled),
    Check("service-duplicate-scope", .service, .critical, "The profile is installed in both scopes", look: twin),
    Check(
      "unit-perms", .service, .critical, "Others can change the unit", cure: "sets mode 0644", needs: [.definition],
      look: PermissionChecks.unit),
    Check("unit-masked", .service, .warn, "An administrator has masked the unit", look: masked),
    Check(
      "service-disabled", .service, .warn, "The service does not start by itself", cure: "enables it",
      needs: [.service], look: disabled),
    Check(
      "unit-reload-needed", .service, .warn, "The manager has not read the unit's last change",
      cure: "has the manager read it", needs: [.service], look: unread),
    Check(
      "unit-command-overridden", .service, .warn, "A drop-in starts another command than the unit", needs: [.service],
      look: overridden),
    Check(
      "linger", .service, .warn, "The gateway ends with the last logout", cure: "turns lingering on",
      needs: [.service, .linger], look: linger),
    Check("service-legacy", .service, .warn, "A gateway of an earlier name is installed", needs: [.services]) {
      others(.legacy, "a gateway of an earlier name is installed", $0)
    },
    Check("service-extra", .service, .warn, "Another service starts a gateway", needs: [.services]) {
      others(.extra, "another service starts a gateway", $0)
    },
  ]

  private static func manager(_ examination: Examination) -> [Symptom] {
    guard examination.isLocal, case .unreachable(let error) = examination.host.manager else { return [] }
    let user = examination.host.account.name
    let remedy =
      error.code == ServiceManagerError.noServiceManager.code
      ? examination.command("gateway") : "sudo loginctl enable-linger \(user)"
    var repair: Repair?
    // A user without a login has a manager only while lingering is on.
    if case .managerUnreachable(.user, _) = error, examination.unit?.scope == .user, examination.host.lingers == false {
      repair = .linger
    }
    return [
      Symptom(
        error.description, remedy: remedy, repair: repair,
        severity: examination.host.installed == nil ? nil : .critical)
    ]
  }

  private static func notInstalled(_ examination: Examination) -> [Symptom] {
    guard examination.isLocal, examination.host.installed == nil, examination.configuration.exists else { return [] }
    return [
      Symptom(
        "no service is installed for profile \(examination.profile.name)",
        remedy: examination.command("gateway install"))
    ]
  }

  private static func twin(_ examination: Examination) -> [Symptom] {
    guard let twin = examination.host.twin else { return [] }
    return [
      Symptom(
        "the profile is installed in both scopes: the two services restart each other over one port",
        at: twin.path.string, evidence: examination.host.installed.map { examination.shown($0.path) },
        remedy: "sudo \(examination.command("gateway uninstall")) --system")
    ]
  }

  private static func masked(_ examination: Examination) -> [Symptom] {
    guard let service = examination.host.installed, service.isMasked else { return [] }
    let command = service.scope == .user ? "systemctl --user unmask" : "sudo systemctl unmask"
    return [
      Symptom(
        "\(examination.profile.unitName) is masked: it cannot be started or installed",
        at: service.path.string, remedy: "\(command) \(examination.profile.unitName)")
    ]
  }

  private static func disabled(_ examination: Examination) -> [Symptom] {
    guard examination.isLocal, examination.unit != nil, let unit = examination.host.manager.unit, unit.isInstalled,
      !unit.isEnabled
    else { return [] }
    return [
      Symptom(
        "\(unit.name) does not start by itself", at: examination.host.service,
        evidence: "its \(examination.host.managerKind.readsUnits ? "unit file" : "job") is \(unit.unitFileState)",
        repair: .enable)
    ]
  }

  private static func unread(_ examination: Examination) -> [Symptom] {
    guard examination.unit != nil, let unit = examination.host.manager.unit, unit.needsReload else { return [] }
    return [
      Symptom(
        "the unit or a drop-in was changed, and the manager has not read it", at: unit.name, repair: .reloadManager)
    ]
  }

  private static func overridden(_ examination: Examination) -> [Symptom] {
    guard let service = examination.unit, let unit = examination.host.manager.unit,
      let command = service.definition.command,
      let effective = unit.effective.command, effective != command, !unit.dropInPaths.isEmpty
    else { return [] }
    let manager = service.scope == .user ? "systemctl --user" : "systemctl"
    return [
      Symptom(
        "a drop-in starts another command than the unit",
        at: unit.dropInPaths.map { examination.shown($0) }.joined(separator: ", "),
        evidence: MaskedArguments.masking(effective.arguments).joined(separator: " "),
        remedy: "\(manager) edit \(unit.name)")
    ]
  }

  private static func linger(_ examination: Examination) -> [Symptom] {
    let host = examination.host
    guard examination.isLocal, examination.unit?.scope == .user, host.lingers == false,
      host.manager.unit?.isEnabled == true
    else { return [] }
    return [
      Symptom(
        "lingering is off for \(host.account.name): the gateway stops at the last logout and is not there after a reboot",
        remedy: "sudo loginctl enable-linger \(host.account.name)", repair: .linger)
    ]
  }

  private static func others(
    _ kind: ServiceScan.Entry.Kind, _ message: String, _ examination: Examination
  ) -> [Symptom] {
    examination.host.otherServices.filter { $0.kind == kind }.map { service in
      Symptom(message, at: service.path.string, remedy: service.disabling)
    }
  }
}
