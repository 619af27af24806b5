import Glibc
import Platform
import Profiles

/// Reads a unit file and its drop-ins for the directives that our template writes.
///
/// What else stands there is passed over with a warning: the supervisor has no sandbox and no dependencies.
package struct SupervisedUnitReader {
  private(set) var warnings: [UnitWarning] = []
  private var file = UnitFile("")
  private let path: AbsolutePath

  /// Reads `<directory>/<unit>` and the `*.conf` files of `<unit>.d` beside it and in `/etc/systemd/user`.
  package static func read(
    _ unit: String, in directory: AbsolutePath
  ) throws(SupervisedUnitError) -> (unit: SupervisedUnit, warnings: [UnitWarning]) {
    let path = directory.appending(unit)
    do {
      guard let text = try Files.read(path, limit: 1 << 20) else { throw SupervisedUnitError.missing(path) }
      var reader = SupervisedUnitReader(path)
      reader.add(UnitFile(text), at: path)
      for extra in try dropIns(of: unit, in: directory) {
        if let text = try Files.read(extra, limit: 1 << 20) { reader.add(UnitFile(text), at: extra) }
      }
      let read = try reader.unit()
      return (read, reader.warnings)
    } catch let error as SupervisedUnitError { throw error } catch let error as SystemError {
      throw .unreadable(error)
    } catch { throw .missing(path) }
  }

  /// The drop-ins in the order in which they count: by name, and of two with one name only the user's.
  package static func dropIns(of unit: String, in directory: AbsolutePath) throws(SystemError) -> [AbsolutePath] {
    var paths: [String: AbsolutePath] = [:]
    for place in [AbsolutePath.root.appending("etc/systemd/user"), directory] {
      let folder = place.appending("\(unit).d")
      for name in try Files.list(folder) ?? [] where name.hasSuffix(".conf") { paths[name] = folder.appending(name) }
    }
    return paths.sorted { $0.key < $1.key }.map(\.value)
  }

  init(_ path: AbsolutePath) { self.path = path }

  /// Takes in a file; later ones override.
  mutating func add(_ other: UnitFile, at path: AbsolutePath) {
    for entry in other.entries where !entry.section.hasPrefix("X-") {
      let problem: String? =
        Self.known[entry.section]?.contains(entry.key) != true
        ? "\(entry.key)= in [\(entry.section)] is not honoured by the supervisor"
        : Self.problem(entry).map { "\(entry.key)=\(entry.value): \($0)" }
      if let problem { warnings.append(UnitWarning(file: path, line: entry.line, text: problem)) }
    }
    file.append(other)
  }

  /// What the files say together.
  func unit() throws(SupervisedUnitError) -> SupervisedUnit {
    let installed = InstalledUnit(file)
    guard let command = installed.command, let executable = AbsolutePath(command.executable) else {
      throw .noCommand(path)
    }
    var unit = SupervisedUnit(executable: executable, arguments: command.arguments)
    unit.environment = installed.environment
    unit.environmentFiles = installed.environmentFiles.compactMap { word in
      let isOptional = word.hasPrefix("-")
      return AbsolutePath(isOptional ? String(word.dropFirst()) : word).map {
        .init(path: $0, isOptional: isOptional)
      }
    }
    unit.workingDirectory = installed.workingDirectory.flatMap { AbsolutePath($0) }
    unit.fileMask = file.value("Service", "UMask").flatMap { UInt32($0, radix: 8) } ?? unit.fileMask
    unit.policy = policy
    return unit
  }

  private var policy: RestartPolicy {
    var policy = RestartPolicy()
    policy.condition = file.value("Service", "Restart").flatMap { .init(rawValue: $0) } ?? policy.condition
    policy.awaitsReadiness = file.value("Service", "Type") == "notify"
    policy.delay = span("Service", "RestartSec").map { $0.limit ?? .zero } ?? policy.delay
    policy.startLimit = StartLimit(
      interval: span("Unit", "StartLimitIntervalSec").map(\.limit) ?? policy.startLimit.interval,
      burst: file.value("Unit", "StartLimitBurst").flatMap { Int($0) } ?? policy.startLimit.burst)
    policy.startTimeout = span("Service", "TimeoutStartSec").map(\.limit) ?? policy.startTimeout
    policy.stopTimeout = span("Service", "TimeoutStopSec").map(\.limit) ?? policy.stopTimeout
    policy.watchdog = span("Service", "WatchdogSec").flatMap(\.limit)
    policy.preventing = exits("RestartPreventExitStatus")
    policy.successes = exits("SuccessExitStatus")
    return policy
  }

  private func span(_ section: String, _ key: String) -> UnitTimeSpan? {
    file.value(section, key).flatMap { UnitTimeSpan($0) }
  }

  private func exits(_ key: String) -> Set<ServiceExit> {
    Set(file.values("Service", key).flatMap { $0.split(separator: " ") }.flatMap { Self.exits(String($0)) })
  }

  /// The ends that a word stands for: an exit status, or a signal with and without a core file.
  private static func exits(_ word: String) -> [ServiceExit] {
    if let status = Int(word) { return (0...255).contains(status) ? [.exited(status)] : [] }
    guard let signal = signals[word].map(Int.init) else { return [] }
    return [.killed(signal: signal, dumped: false), .killed(signal: signal, dumped: true)]
  }

  private static let signals: [String: Int32] = [
    "SIGHUP": SIGHUP, "SIGINT": SIGINT, "SIGQUIT": SIGQUIT, "SIGABRT": SIGABRT, "SIGKILL": SIGKILL, "SIGUSR1": SIGUSR1,
    "SIGSEGV": SIGSEGV, "SIGUSR2": SIGUSR2, "SIGPIPE": SIGPIPE, "SIGALRM": SIGALRM, "SIGTERM": SIGTERM,
  ]

  /// What is wrong with the value of a known directive; nil when nothing is.
  private static func problem(_ entry: UnitFile.Entry) -> String? {
    let value = entry.value
    if value.isEmpty { return nil }
    switch entry.key {
    case "Type": return ["notify", "simple", "exec"].contains(value) ? nil : "only notify, simple and exec are known"
    case "Restart": return RestartPolicy.Condition(rawValue: value) == nil ? "no word of Restart=" : nil
    case "KillMode": return value == "mixed" ? nil : "the supervisor knows mixed only"
    case "NotifyAccess": return value == "main" ? nil : "the supervisor listens to the main process only"
    case "UMask": return UInt32(value, radix: 8) == nil ? "no octal number" : nil
    case "StartLimitBurst": return Int(value) == nil ? "no number" : nil
    case "RestartSec", "StartLimitIntervalSec", "TimeoutStartSec", "TimeoutStopSec", "WatchdogSec":
      return UnitTimeSpan(value) == nil ? "no length of time" : nil
    case "RestartPreventExitStatus", "SuccessExitStatus":
      return value.split(separator: " ").contains { exits(String($0)).isEmpty } ? "an unknown status or signal" : nil
    default: return nil
    }
  }

  /// The directives that are read, and those that need nothing done: a supervisor has no targets to wait for, HUP is
  /// forwarded, and without a control group an out-of-memory kill ends one process only.
  private static let known: [String: Set<String>] = [
    "Unit": ["Description", "Documentation", "After", "Wants", "StartLimitIntervalSec", "StartLimitBurst"],
    "Service": [
      "Type", "NotifyAccess", "ExecStart", "ExecReload", "Restart", "RestartSec", "RestartPreventExitStatus",
      "SuccessExitStatus", "TimeoutStartSec", "TimeoutStopSec", "WatchdogSec", "KillMode", "OOMPolicy", "UMask",
      "WorkingDirectory", "Environment", "EnvironmentFile",
    ],
    "Install": ["WantedBy"],
  ]
}
