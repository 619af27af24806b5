import Glibc
import Platform

/// The processes of one run of a service: those in its control group, those in the main process's session, and those
/// that were started with the run's mark in their environment.
///
/// Where no control group could be made, a descendant that has left the session and cleared its environment is out of
/// reach.
struct ServiceProcesses {
  let main: Int32?
  /// The run's id.
  let run: String
  let group: ControlGroup?

  private var mark: String { "\(ExitRecord.runVariable)=\(run)" }

  /// Sends SIGKILL to every process of the run, until a look finds none: processes may fork while they are looked for.
  func killAll() throws(SystemError) {
    try group?.killAll()
    for _ in 0..<Self.roundLimit {
      let found = try all()
      for process in found { Self.kill(process) { belongs(process) } }
      if found.isEmpty { return }
    }
  }

  /// The main process of a run whose number was not noted: the oldest process with the mark that leads a session.
  static func leader(ofRun run: String) throws(SystemError) -> ProcessIdentity? {
    let processes = ServiceProcesses(main: nil, run: run, group: nil)
    let leaders = try processes.all().compactMap { ProcessStatus.read($0) }.filter {
      $0.session == $0.identity.processIdentifier
    }
    return leaders.map(\.identity).min { $0.startTicks < $1.startTicks }
  }

  private static let roundLimit = 32

  private func all() throws(SystemError) -> [Int32] {
    let own = getpid()
    return try ProcessTable.all().filter { $0 != own && belongs($0) }
  }

  private func belongs(_ process: Int32) -> Bool {
    guard let status = ProcessStatus.read(process) else { return false }
    return status.session == main || ProcessTable.hasVariable(mark, in: process)
  }

  /// Kills through a descriptor, so that no other process can have taken the number between the look and the signal.
  ///
  /// One that may not be signalled is left, and the others are killed all the same.
  private static func kill(_ process: Int32, if stillBelongs: () -> Bool) {
    do throws(SystemError) {
      guard let process = try ProcessHandle(process) else { return }
      if stillBelongs() { try process.send(SIGKILL) }
    } catch { SupervisorLog.write("a process cannot be killed: \(error)") }
  }
}
