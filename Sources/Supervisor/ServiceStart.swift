import Glibc
import Platform
import Services

/// Turns a unit into a process.
struct ServiceStart {
  let unit: SupervisedUnit
  let name: String
  /// The run's id.
  let run: String
  let settings: SupervisorSettings
  /// The run's control group; nil where there is none.
  let group: ControlGroup?

  /// Starts the program with its output in the service's file, or where the supervisor's own goes when it runs alone.
  func spawn() throws(SystemError) -> Int32 {
    if settings.single != nil { return try start(try launch(), output: STDOUT_FILENO) }
    let output = try output()
    begin(output)
    return try start(try launch(), output: output.raw)
  }

  private func launch() throws(SystemError) -> ChildLaunch {
    var launch = ChildLaunch(unit.executable, arguments: unit.arguments, environment: try environment())
    launch.workingDirectory = unit.workingDirectory
    launch.fileMask = unit.fileMask
    return launch
  }

  /// What systemd says when a process cannot be made: `EXIT_CHDIR` for its directory, else `EXIT_EXEC`: `systemd.exec(5)`.
  static func failureStatus(of unit: SupervisedUnit) -> Int {
    guard let directory = unit.workingDirectory else { return 203 }
    do { return try Files.status(directory)?.kind == .directory ? 203 : 200 } catch { return 200 }
  }

  /// Says in a service's output why it was not started.
  static func note(_ problem: String, in output: AbsolutePath) {
    do throws(SystemError) {
      let line = "\(Timestamp.now().iso8601) [\(SupervisedRun.speaker)] error: cannot be started: \(problem)\n"
      try ServiceOutput(output).open().writeAll(Array(line.utf8))
    } catch { SupervisorLog.write("\(output): \(error)") }
  }

  /// In the run's group; without it where the kernel lets nobody in.
  private func start(_ launch: ChildLaunch, output: Int32) throws(SystemError) -> Int32 {
    guard let group else { return try launch.start(output: output) }
    var grouped = launch
    grouped.controlGroup = group
    do throws(SystemError) { return try grouped.start(output: output) } catch {
      let process = try launch.start(output: output)
      SupervisorLog.write("\(name): runs outside the control group \(group.directory): \(error)")
      return process
    }
  }

  /// The service's file; nowhere when it cannot be had, for a full disk is to cost lines and no service.
  private func output() throws(SystemError) -> Descriptor {
    let file = ServiceOutput(settings.places.output(of: name, unit))
    do throws(SystemError) { return try file.open() } catch {
      SupervisorLog.write("\(name): what it prints is lost: \(error)")
      return try Descriptor(opening: AbsolutePath.root.appending("dev/null"), O_WRONLY)
    }
  }

  /// Notes in the output that a run begins, so that runs can be told apart; a full disk keeps no service from starting.
  private func begin(_ output: borrowing Descriptor) {
    do throws(SystemError) {
      try output.writeAll(Array(SupervisedRun.beginning(run, at: .now()).utf8))
    } catch { SupervisorLog.write("\(name): the run cannot be noted in its output: \(error)") }
  }

  /// What is inherited, the unit's variables, those of its files, and last what the supervisor itself has to say.
  private func environment() throws(SystemError) -> Environment {
    var environment = settings.baseEnvironment
    for variable in unit.environment { environment.values[variable.name] = variable.value }
    for file in unit.environmentFiles {
      let bytes = try Files.read(file.path, limit: 1 << 20)
      if bytes == nil, !file.isOptional { throw SystemError(code: ENOENT, call: "open", subject: file.path.string) }
      for variable in UnitEnvironmentFile.assignments(bytes ?? []) {
        environment.values[variable.name] = variable.value
      }
    }
    environment.values["NOTIFY_SOCKET"] = settings.places.notifySocket.string
    environment.values["WATCHDOG_USEC"] = unit.policy.watchdog.map { "\($0.nanoseconds / 1000)" }
    environment.values[ExitRecord.runVariable] = run
    environment.values[ExitRecord.variable] = settings.places.exitRecord(of: name).string
    return environment
  }
}
