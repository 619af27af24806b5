import Platform
import Profiles

/// What a unit file says, whoever wrote it: the reader that inverts `GatewayUnit`.
package struct InstalledUnit: Hashable, Sendable {
  /// The file's lines.
  package let file: UnitFile
  /// The command it starts; nil when there is none that systemd could read.
  package let command: UnitCommand?
  /// The variables of `Environment=`, later ones winning, in the order in which they were first named.
  package let environment: [ServiceVariable]
  /// The files named by `EnvironmentFile=`, with their `-` when they may be absent.
  ///
  /// They are not read.
  package let environmentFiles: [String]
  /// `WorkingDirectory=` as a path; nil when it is not set.
  package let workingDirectory: String?

  /// Reads what a file's lines mean.
  package init(_ file: UnitFile) {
    self.file = file
    command = file.value("Service", "ExecStart").flatMap { UnitCommand($0) }
    environment = Self.environment(of: file)
    environmentFiles = file.values("Service", "EnvironmentFile").map { $0.halving("%") }
    workingDirectory = file.value("Service", "WorkingDirectory").map(Self.path)
  }

  /// The value of a variable set by the unit; nil when it is not set.
  package func variable(_ name: String) -> String? { environment.first { $0.name == name }?.value }

  /// Every value that an `Environment=` gives a variable, though a later one wins: all of them can be read.
  package func values(of name: String) -> [String] {
    Self.assignments(in: file).filter { $0.name == name }.map(\.value)
  }

  /// A key of our own section, where texts are written with `%` doubled.
  package func mark(_ key: String) -> String? { file.value(Self.section, key)?.halving("%") }

  /// The section in which our units say what they are; systemd skips sections that start with `X-`.
  package static let section = "X-OpenClaw"

  /// The profile the unit was written for: our section, else `OPENCLAW_PROFILE`; nil when neither names one.
  package var profile: ProfileName? {
    guard let text = mark("Profile") ?? variable("OPENCLAW_PROFILE") else { return nil }
    do { return try ProfileName(text) } catch { return nil }
  }

  /// The version of openclaw that wrote the unit.
  package var version: String? { mark("Version") ?? variable(ServiceMarker.version) }

  /// The port that the command pins: `--port N` or `--port=N`.
  package var port: Port? { command.flatMap { Self.port(in: $0.arguments) } }

  /// The port that a gateway's command line pins; the last one counts.
  package static func port(in arguments: [String]) -> Port? {
    var port: Port?
    for (index, word) in arguments.enumerated() {
      if word == "--port", arguments.indices.contains(index + 1) { port = Port(arguments[index + 1]) }
      if word.hasPrefix("--port=") { port = Port(String(word.dropFirst("--port=".count))) }
    }
    return port
  }

  private static func environment(of file: UnitFile) -> [ServiceVariable] {
    var names: [String] = []
    var values: [String: String] = [:]
    for assignment in assignments(in: file)
    where values.updateValue(assignment.value, forKey: assignment.name) == nil { names.append(assignment.name) }
    return names.map { ServiceVariable($0, values[$0, default: ""]) }
  }

  private static func assignments(in file: UnitFile) -> [ServiceVariable] {
    file.values("Service", "Environment").flatMap { SystemdWords.split($0, as: .list) ?? [] }.compactMap { word in
      let assignment = word.halving("%")
      guard let equals = assignment.utf8.firstIndex(of: UInt8(ascii: "=")) else { return nil }
      let value = assignment[assignment.utf8.index(after: equals)...]
      return ServiceVariable(String(assignment[..<equals]), String(value))
    }
  }

  /// A path as systemd simplifies it: without a slash at the end.
  private static func path(_ value: String) -> String {
    let text = value.halving("%")
    return AbsolutePath(text)?.string ?? text
  }
}
