import JSON
import Platform
import Profiles

/// A live gateway of the earlier programs that works on a profile's state.
///
/// Those programs keep a lock file in the directory for temporary files, named for the user: `<name>-<uid>/gateway.*.lock`,
/// with the process, when it started, and the config it reads. The file alone proves nothing, for it outlives its owner:
/// only a process that still runs counts.
package struct EarlierGateway: Hashable, Sendable {
  /// The process that wrote the lock file.
  package let process: RunningProcess
  /// The config it reads.
  package let configPath: AbsolutePath
  /// The lock file that names it.
  package let lockFile: AbsolutePath

  /// Longer files are none of theirs, in bytes.
  private static let lengthLimit = 4096

  /// The first one that is alive and reads this profile's config, or one beside it; nil when there is none.
  ///
  /// Looks only into lock directories that belong to the user.
  ///
  /// - Throws: `SystemError` when a directory or file that is there cannot be read.
  package static func live(
    on profile: Profile, of userID: UInt32, in temporaryDirectory: AbsolutePath
  ) throws(SystemError) -> EarlierGateway? {
    for name in GatewayCommand.programNames {
      let directory = temporaryDirectory.appending("\(name)-\(userID)")
      guard try Files.status(directory)?.userID == userID else { continue }
      for file in try Files.list(directory) ?? [] where file.hasPrefix("gateway.") && file.hasSuffix(".lock") {
        guard let found = try EarlierGateway(lockFile: directory.appending(file), userID: userID) else { continue }
        if try found.shares(profile) { return found }
      }
    }
    return nil
  }

  /// Nil when the file is no lock, or its process has ended.
  private init?(lockFile: AbsolutePath, userID: UInt32) throws(SystemError) {
    guard let bytes = try Files.readRegular(lockFile, limit: Self.lengthLimit),
      let lock = LockContent(bytes), let process = try RunningProcess.read(lock.processIdentifier),
      process.userID == userID, lock.isOwned(by: process)
    else { return nil }
    self.process = process
    configPath = lock.configPath
    self.lockFile = lockFile
  }

  /// Two configs in one directory are one state, whatever links lead there.
  private func shares(_ profile: Profile) throws(SystemError) -> Bool {
    let directory = try Files.resolved(configPath.parent) ?? configPath.parent
    for path in [profile.stateDirectory, profile.configPath.parent] where try Files.resolved(path) ?? path == directory
    {
      return true
    }
    return false
  }
}

/// What an earlier program's lock file says.
private struct LockContent {
  let processIdentifier: Int32
  let configPath: AbsolutePath
  /// Clock ticks since the machine's start; nil where the program did not know.
  let startTicks: UInt64?

  init?(_ bytes: [UInt8]) {
    let json: JSONValue
    do { json = try JSONReader.read(bytes) } catch { return nil }
    guard let process = json["pid"]?.integerValue.flatMap(Int32.init(exactly:)), process > 0,
      let path = json["configPath"]?.stringValue.flatMap(AbsolutePath.init)
    else { return nil }
    processIdentifier = process
    configPath = path
    startTicks = json["startTime"]?.integerValue.flatMap(UInt64.init(exactly:))
  }

  /// By the moment it started; where that is not known by its command line, which such a program may have replaced by
  /// its name.
  func isOwned(by process: RunningProcess) -> Bool {
    if let startTicks {
      return ProcessIdentity(processIdentifier: processIdentifier, startTicks: startTicks).isRunning
    }
    let words = process.arguments.filter { !$0.isEmpty }
    let titles = GatewayCommand.programNames.flatMap { [$0, "\($0)-gateway"] }
    return GatewayCommand.isGateway(words) || words.count == 1 && titles.contains(words[0])
  }
}
