import CLinux
import Glibc
import Platform
import Services
import Synchronization
import Transport

/// The whole of `openclaw supervisor run`: one for each user, held by a lock of the kernel.
package struct SupervisorLauncher {
  private let settings: SupervisorSettings

  /// Why a supervisor does not start.
  package enum Refusal: Error, Hashable, Sendable {
    /// Another one works for this user.
    case alreadyRuns(AbsolutePath)
    case system(SystemError)
  }

  /// Why a supervisor is over.
  package enum Outcome: Hashable, Sendable {
    /// With its services, and this exit status.
    case ended(Int32)
    /// Another program is at its place on disk, which is to go on with the services as they are.
    case replaced
  }

  /// A launcher that has done nothing yet.
  package init(_ settings: SupervisorSettings) { self.settings = settings }

  /// Supervises until SIGTERM or SIGINT, until the single service has ended, or until the program was updated.
  ///
  /// Orphans of its services come to it: `PR_SET_CHILD_SUBREAPER` of `prctl(2)`.
  package func run() throws(Refusal) -> Outcome {
    do throws(SystemError) {
      for directory in settings.places.directories { try Files.makeDirectory(directory, keepingMode: 0o700) }
      guard let lock = try AdvisoryLock.tryExclusive(on: settings.places.directory) else {
        throw SystemError(code: EWOULDBLOCK, call: "flock", subject: settings.places.directory.string)
      }
      signal(SIGPIPE, SIG_IGN)
      umask(0o077)
      try checked("prctl") { cl_prctl(PR_SET_CHILD_SUBREAPER, 1) }
      let outcome = try supervise(machineLife: MachineLife.current())
      _ = consume lock
      return outcome
    } catch {
      throw error.call == "flock" ? .alreadyRuns(settings.places.directory) : .system(error)
    }
  }

  private func supervise(machineLife: String) throws(SystemError) -> Outcome {
    let life = SupervisorLife()
    let settings = settings
    try EventLoop.shared.run {
      life.begin { () throws(SystemError) in
        try SupervisorProcess(settings, machineLife: machineLife, finish: life.end)
      }
    }
    return try life.outcome.get()
  }
}

/// Holds the supervisor while the loop runs, and its outcome afterwards.
private final class SupervisorLife: Sendable {
  @LoopActor private var process: SupervisorProcess?
  private let result = Mutex<Result<SupervisorLauncher.Outcome, SystemError>>(.success(.ended(0)))

  var outcome: Result<SupervisorLauncher.Outcome, SystemError> { result.withLock { $0 } }

  @LoopActor func begin(_ make: () throws(SystemError) -> SupervisorProcess) {
    do throws(SystemError) {
      process = try make()
      try process?.begin()
    } catch {
      result.withLock { $0 = .failure(error) }
      EventLoop.shared.stop()
    }
  }

  @LoopActor func end(_ outcome: SupervisorLauncher.Outcome) {
    result.withLock { $0 = .success(outcome) }
    process = nil
    EventLoop.shared.stop()
  }
}
