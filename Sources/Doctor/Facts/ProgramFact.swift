import Glibc
import Platform
import Services

/// The program that the installed unit starts, as it was found on the disk.
package struct ProgramFact: Hashable, Sendable {
  /// The path that the unit names.
  package let path: AbsolutePath
  /// What is there, links followed; nil when nothing is.
  package let entry: FileStatus?
  /// Whether this account may run it: `access(2)` with `X_OK`.
  package let isExecutable: Bool
  /// Whether it was built for this kind of machine; nil when it says nothing of that, as a script does.
  package let isForThisMachine: Bool?
  /// Why the place does not last, as the end of a sentence; nil when it does.
  package let volatility: String?
  /// Whether the gateway that comes with it is beside it.
  package let hasGateway: Bool
  /// Whether the unit's working directory is there, or may be missing.
  package let hasWorkingDirectory: Bool

  /// A program by what was found.
  package init(
    path: AbsolutePath, entry: FileStatus?, isExecutable: Bool = true, isForThisMachine: Bool? = true,
    volatility: String? = nil, hasGateway: Bool = true, hasWorkingDirectory: Bool = true
  ) {
    self.path = path
    self.entry = entry
    self.isExecutable = isExecutable
    self.isForThisMachine = isForThisMachine
    self.volatility = volatility
    self.hasGateway = hasGateway
    self.hasWorkingDirectory = hasWorkingDirectory
  }

  /// Whether it can be started at all.
  var canStart: Bool {
    entry?.kind == .regular && isExecutable && isForThisMachine != false && hasGateway
  }

  /// Whether it can be started, today and tomorrow.
  var isSound: Bool { canStart && volatility == nil }

  /// Looks at the program of a unit; nil when the unit names none.
  ///
  /// - Parameter program: the running one, whose machine is this one.
  static func look(
    at definition: InstalledDefinition, program: AbsolutePath, home: AbsolutePath
  ) throws(SystemError) -> ProgramFact? {
    guard let path = definition.command.flatMap({ AbsolutePath($0.executable) }) else { return nil }
    let resolved = try Files.resolved(path)
    let gateway = try resolved.map { file throws(SystemError) in
      try ExecutableLocation(running: file, home: home).gateway() != nil
    }
    return ProgramFact(
      path: path, entry: try Files.status(path), isExecutable: access(path.string, X_OK) == 0,
      isForThisMachine: try isForThisMachine(path, like: program), volatility: try VolatilePlace.reason(for: path),
      hasGateway: gateway ?? false, hasWorkingDirectory: try hasWorkingDirectory(definition))
  }

  /// `WorkingDirectory=` of `systemd.exec(5)`: with a dash before it, or a `~`, it may be anything.
  private static func hasWorkingDirectory(_ definition: InstalledDefinition) throws(SystemError) -> Bool {
    guard let directory = definition.workingDirectory.flatMap({ AbsolutePath($0) }) else { return true }
    return try Files.status(directory)?.kind == .directory
  }

  /// Compares class, byte order and machine of two ELF headers: `elf(5)`.
  private static func isForThisMachine(
    _ path: AbsolutePath, like program: AbsolutePath
  ) throws(SystemError) -> Bool? {
    guard try Files.status(path)?.kind == .regular, access(path.string, R_OK) == 0,
      let theirs = try machine(path), let ours = try machine(program)
    else { return nil }
    return theirs == ours
  }

  private static func machine(_ path: AbsolutePath) throws(SystemError) -> [UInt8]? {
    guard let header = try Files.readPrefix(of: path, count: 20), header.count == 20,
      header.starts(with: [0x7F, UInt8(ascii: "E"), UInt8(ascii: "L"), UInt8(ascii: "F")])
    else { return nil }
    return Array(header[4...5]) + header[18...19]
  }
}
