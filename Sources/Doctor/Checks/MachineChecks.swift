import Configuration
import JSON
import Platform
import Profiles
import Services

/// Checks of what a machine has left for a gateway.
enum MachineChecks {
  static let all: [Check] = [
    check("disk-space", .warn, "The disk that holds the state is full, or nearly so", look: disk),
    check("state-read-only", .critical, "The file system that holds the state is read-only", look: readOnly),
    check("state-volatile", .warn, "The state does not last, or comes over the network", look: volatile),
    check("inotify-limit", .warn, "Too few files can be watched", look: watches),
    check("descriptor-limit", .warn, "The gateway has nearly as many files open as it may", look: descriptors),
    check("clock", .warn, "The machine's clock is wrong", look: clock),
  ]

  /// Below this much the next write may fail: 16 MiB.
  private static let fullBelow = 16 << 20
  /// Below this much a day of logs may not fit: 256 MiB.
  private static let lowBelow = 256 << 20
  private static let fewFiles = 1000
  /// What a workspace of some size needs.
  private static let fewWatches = 8192

  private static func check(
    _ id: String, _ severity: Finding.Severity, _ summary: String,
    look: @escaping @Sendable (MachineFact, Examination) -> Symptom?
  ) -> Check {
    Check(id, .machine, severity, summary, needs: [.machine]) { examination in
      examination.machine.flatMap { look($0, examination) }.map { [$0] } ?? []
    }
  }

  private static func disk(_ machine: MachineFact, _ examination: Examination) -> Symptom? {
    guard let system = machine.stateFileSystem, !system.isReadOnly else { return nil }
    let hasFiles = system.availableFiles.map { $0 >= fewFiles } ?? true
    if hasFiles && system.availableBytes >= lowBelow { return nil }
    let left =
      hasFiles ? "\(system.availableBytes >> 20) MiB are left" : "\(system.availableFiles ?? 0) more files fit"
    return Symptom(
      "the disk that holds the state is nearly full", at: examination.profile.stateDirectory.string, evidence: left,
      remedy: "df -h \(examination.profile.stateDirectory)",
      severity: system.availableBytes < fullBelow || !hasFiles ? .critical : nil)
  }

  private static func readOnly(_ machine: MachineFact, _ examination: Examination) -> Symptom? {
    guard machine.stateFileSystem?.isReadOnly == true else { return nil }
    return Symptom(
      "the file system that holds the state is read-only", at: examination.profile.stateDirectory.string,
      remedy: "findmnt -T \(examination.profile.stateDirectory)")
  }

  private static func volatile(_ machine: MachineFact, _ examination: Examination) -> Symptom? {
    guard let reason = machine.stateFileSystem?.kind.placeReason else { return nil }
    return Symptom(
      "the state is at a place that does not last: \(reason)", at: examination.profile.stateDirectory.string,
      remedy: "findmnt -T \(examination.profile.stateDirectory)")
  }

  private static func watches(_ machine: MachineFact, _ examination: Examination) -> Symptom? {
    if !machine.canWatchFiles {
      return Symptom(
        "no more watches of files are to be had: changes of the config are not noticed",
        at: "fs.inotify.max_user_instances", remedy: "sudo sysctl fs.inotify.max_user_instances=512")
    }
    guard let limit = machine.watchLimit, limit < fewWatches else { return nil }
    return Symptom(
      "few files can be watched", at: "fs.inotify.max_user_watches", evidence: "\(limit)",
      remedy: "sudo sysctl fs.inotify.max_user_watches=524288")
  }

  private static func descriptors(_ machine: MachineFact, _ examination: Examination) -> Symptom? {
    guard let open = machine.openDescriptors, let limit = machine.descriptorLimit, open * 5 >= limit * 4 else {
      return nil
    }
    let (manager, service) = (
      examination.unit?.scope == .system ? "sudo systemctl" : "systemctl --user", examination.host.service
    )
    return Symptom(
      "the gateway has nearly as many files open as it may", at: service,
      evidence: "\(open) of \(limit)",
      remedy: examination.host.managerKind == .launchd
        ? "set SoftResourceLimits in its property list"
        : "\(manager) edit \(service), and set LimitNOFILE= in [Service]")
  }

  /// A clock that is behind what openclaw itself has written, or behind openclaw, is wrong.
  private static func clock(_ machine: MachineFact, _ examination: Examination) -> Symptom? {
    let written = examination.configuration.value(at: "meta.lastTouchedAt")?.stringValue ?? ""
    let now = machine.now.iso8601
    guard now < firstRelease || (written > now && isTime(written)) else { return nil }
    return Symptom(
      "the machine's clock is wrong: it says \(now)",
      evidence: written > now ? "the config was written at \(written)" : nil, remedy: "timedatectl status")
  }

  /// No openclaw is older than this.
  private static let firstRelease = "2026-01-01"

  /// Whether a text is of the form in which times are written, so that times compare as texts.
  private static func isTime(_ text: String) -> Bool { text.hasPrefix("20") && text.hasSuffix("Z") }
}
