import Glibc
import Platform

/// How a supervisor is started in the background: `openclaw supervisor run`, in a session of its own.
package struct SupervisorLaunch: Hashable, Sendable {
  private let executable: AbsolutePath
  private let places: SupervisorPlaces

  /// How long a new supervisor may take until it listens.
  private static let patience = Duration.seconds(10)
  /// A log that is larger is started over when a supervisor starts: 1 MiB.
  private static let logLimit = 1 << 20

  /// - Parameter executable: the `openclaw` to run.
  package init(executable: AbsolutePath, places: SupervisorPlaces) {
    self.executable = executable
    self.places = places
  }

  /// Starts a supervisor and waits until it listens.
  ///
  /// Where another command has started one at the same time, that one is connected to.
  func connect(deadline: Deadline) throws(ServiceManagerError) -> SupervisorConnection {
    let limit = min(deadline, .after(Self.patience))
    var nextStart = Deadline.after(.zero)
    while true {
      if nextStart.hasPassed {
        // Again after a while: one that was killed may have held the lock a moment longer than its socket.
        do { try start() } catch { throw .supervisorUnreachable(reason: error.description) }
        nextStart = .after(.milliseconds(300))
      }
      if let connection = try SupervisorConnection.open(places) { return connection }
      guard !limit.hasPassed else {
        throw .supervisorUnreachable(reason: "it was started and does not listen; see \(places.logFile)")
      }
      limit.pause(.milliseconds(10))
    }
  }

  private func start() throws(SystemError) {
    for directory in places.directories { try Files.makeDirectory(directory, keepingMode: 0o700) }
    let size = try Files.status(places.logFile)?.size ?? 0
    let flags = O_WRONLY | O_APPEND | O_CREAT | O_NOFOLLOW | (size > Self.logLimit ? O_TRUNC : 0)
    let log = try Descriptor(opening: places.logFile, flags, mode: 0o600)
    let environment = Environment(["HOME": places.home.string, "PATH": "/usr/local/bin:/usr/bin:/bin"])
    let launch = ChildLaunch(
      executable, arguments: [executable.string, "supervisor", "run", "--while-needed"], environment: environment)
    try launch.startOrphan(output: log.raw)
  }
}

extension Files {
  /// Makes a directory that is missing; one that exists keeps its mode.
  package static func makeDirectory(_ path: AbsolutePath, keepingMode mode: UInt32) throws(SystemError) {
    if try status(path)?.kind != .directory { try makeDirectory(path, mode: mode) }
  }
}
