import Platform
import Profiles

/// The gateway that works on a profile's state, whoever started it: the process that holds the lock on its log
/// directory.
package struct ProfileGateway: Hashable, Sendable {
  /// The process.
  package let process: RunningProcess
  /// The process, told apart from all others.
  package let identity: ProcessIdentity

  /// Whether it belongs to a service manager, which then is the one to stop it: it was started with `NOTIFY_SOCKET`, or
  /// as launchd's job of the label that its property list gives it.
  package let isSupervised: Bool

  /// A gateway from its parts.
  package init(process: RunningProcess, identity: ProcessIdentity, isSupervised: Bool) {
    self.process = process
    self.identity = identity
    self.isSupervised = isSupervised
  }

  /// Finds it by the kernel's own table of locks; nil when none runs, or none that this process can see.
  package static func running(_ profile: Profile) throws(SystemError) -> ProfileGateway? {
    let directory = profile.gatewayLock
    guard let holder = try AdvisoryLock.holder(of: directory),
      let identity = ProcessStatus.read(holder.processIdentifier)?.identity, holds(holder, directory)
    else { return nil }
    let environment = Environment.of(process: holder.processIdentifier)
    // At its end a process lets go of its memory, environment and arguments in it, before its locks.
    guard try RunningProcess.read(holder.processIdentifier)?.arguments.isEmpty == false else { return nil }
    return ProfileGateway(process: holder, identity: identity, isSupervised: isSupervised(environment))
  }

  private static func isSupervised(_ environment: Environment?) -> Bool {
    if environment?["NOTIFY_SOCKET"] != nil { return true }
    return environment?["XPC_SERVICE_NAME"].map { $0 == environment?["OPENCLAW_LAUNCHD_LABEL"] } ?? false
  }

  /// The same, as far as can be told; nil when none runs or it may not be looked at.
  package static func visible(_ profile: Profile) -> ProfileGateway? {
    do { return try running(profile) } catch { return nil }
  }

  /// The ports it listens on, the lowest first; none where they cannot be seen.
  package func ports() throws(SystemError) -> [Port] {
    let listeners = Set(try ListeningSockets.all().map(\.port))
    let process = process.processIdentifier
    return try ListeningSockets.on(ports: listeners, likelyHolders: [process])
      .filter { $0.holder?.processIdentifier == process }.map(\.port).sorted { $0.number < $1.number }
  }

  /// Whether a process has the directory open: the table of locks names files by number alone, which two file systems
  /// may both have.
  ///
  /// True for a process that may not be looked at: it may not be signalled either.
  private static func holds(_ process: RunningProcess, _ directory: AbsolutePath) -> Bool {
    let descriptors = ListeningSockets.proc.appending("\(process.processIdentifier)/fd")
    do throws(SystemError) {
      guard let wanted = try Files.status(directory) else { return false }
      for name in try Files.list(descriptors) ?? [] {
        let found = try Files.status(descriptors.appending(name))
        if found?.inode == wanted.inode, found?.device == wanted.device { return true }
      }
      return false
    } catch { return !error.isAbsence }
  }
}
