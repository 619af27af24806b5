import CLinux
import Foundation
import Platform
import Services
import Supervisor
import TestSupport

/// A scratch home with units of small services, and real supervisors over it.
struct SupervisedHome {
  let path: AbsolutePath

  var places: SupervisorPlaces { SupervisorPlaces(home: path) }
  var manager: SupervisorServiceManager { SupervisorServiceManager(places: places, executable: Self.openclaw) }
  /// What the supervisor says; for messages of tests.
  var log: String {
    let bytes = (try? Files.read(places.logFile)) ?? nil
    return String(decoding: bytes ?? [], as: UTF8.self)
  }

  /// The program built beside the tests.
  static var openclaw: AbsolutePath {
    let tests = try? Files.resolved(AbsolutePath.root.appending("proc/self/exe"))
    return (tests ?? .root).parent.appending("openclaw")
  }

  /// Lends a home; afterwards no supervisor and no service of it runs.
  static func with(_ body: (SupervisedHome) async throws -> Void) async throws {
    try await withScratch { path in
      let home = SupervisedHome(path: path)
      let outcome: Result<Void, any Error>
      do { outcome = .success(try await body(home)) } catch { outcome = .failure(error) }
      try await home.endEverything()
      try outcome.get()
    }
  }

  /// Installs a service that runs a Python program, with the directives of our template in short.
  @discardableResult
  func install(_ name: String, _ program: String, directives: String = "") throws -> String {
    let unit = "openclaw-gateway-\(name).service"
    let script = path.appending("\(name).py")
    try place(Self.prelude + program, at: script)
    let text = """
      [Unit]
      StartLimitIntervalSec=400
      StartLimitBurst=5
      [Service]
      Type=notify
      ExecStart=/usr/bin/python3 -IS \(script) gateway
      Restart=always
      RestartSec=0.1
      RestartPreventExitStatus=78
      SuccessExitStatus=143
      TimeoutStartSec=60
      TimeoutStopSec=30
      KillMode=mixed
      UMask=0027
      WorkingDirectory=\(path)
      Environment=OPENCLAW_STATE_DIR=\(path)/state-\(name)
      \(directives)
      [Install]
      WantedBy=default.target
      """
    try place(text, at: places.units.appending(unit))
    return unit
  }

  /// What the programs begin with: `tell` speaks to the manager, `serve` shows life until SIGTERM and ends in order.
  private static let prelude = """
    import os, signal, socket, sys, time
    def tell(text):
        s = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        try: s.sendto(text.encode(), os.environ['NOTIFY_SOCKET'])
        except OSError: pass
    def leave(*_):
        open(os.environ['OPENCLAW_EXIT_RECORD'], 'w').write(os.environ['INVOCATION_ID'] + ' 0')
        os._exit(0)
    signal.signal(signal.SIGTERM, leave)
    def serve():
        while True:
            tell('WATCHDOG=1')
            time.sleep(0.1)

    """

  /// A service that is ready at once and ends in order.
  static let good = "tell('READY=1')\nserve()\n"

  func start(_ unit: String, within wait: Duration = .seconds(20)) async throws -> StartOutcome {
    try await blocking { try manager.start(unit, deadline: .after(wait), progress: { _ in }) }
  }

  func restart(_ unit: String, within wait: Duration = .seconds(20)) async throws -> StartOutcome {
    try await blocking { try manager.restart(unit, deadline: .after(wait), progress: { _ in }) }
  }

  func stop(_ unit: String, within wait: Duration = .seconds(20)) async throws -> StopOutcome {
    try await blocking { try manager.stop(unit, deadline: .after(wait), progress: { _ in }) }
  }

  func status(_ unit: String) throws -> ServiceStatus { try manager.status(of: unit, deadline: .after(.seconds(10))) }

  /// Waits until a service is in a state, and gives its status.
  @discardableResult
  func await(_ state: ServiceState, _ unit: String) async throws -> ServiceStatus {
    try await eventually("\(unit) is \(state.rawValue)", within: .seconds(20)) { try status(unit).state == state }
    return try status(unit)
  }

  /// The processes that run a program of this home.
  func processes(_ name: String) throws -> [Int32] {
    let word = Array("\(path)/\(name).py".utf8)
    return try ProcessTable.all().filter { process in
      let file = AbsolutePath.root.appending("proc/\(process)/cmdline")
      let words = (try? Files.readPrefix(of: file, count: 4096)) ?? nil
      return words?.split(separator: 0).contains { $0.elementsEqual(word) } ?? false
    }
  }

  /// The supervisors of this home: those whose log is this home's.
  func supervisors() throws -> [Int32] {
    try ProcessTable.all().filter { process in
      let proc = AbsolutePath.root.appending("proc/\(process)")
      let words = (try? Files.readPrefix(of: proc.appending("cmdline"), count: 4096)) ?? nil
      guard words?.split(separator: 0).dropFirst().first?.elementsEqual("supervisor".utf8) == true else { return false }
      return ProcessTable.hasVariable("HOME=\(path)", in: process)
    }
  }

  /// Kills the supervisor as nobody can prevent.
  func killSupervisor() async throws {
    for process in try supervisors() { kill(process, SIGKILL) }
    try await eventually("no supervisor runs") { try supervisors().isEmpty }
  }

  private func endEverything() async throws {
    try await killSupervisor()
    let names = try Files.list(path) ?? []
    for name in names where name.hasSuffix(".py") {
      for process in try processes(String(name.dropLast(3))) { kill(process, SIGKILL) }
    }
    try await removeGroups()
  }

  /// Ends what hides in control groups, and removes them: nobody will take over here.
  private func removeGroups() async throws {
    let life = try MachineLife.current()
    for file in try Files.list(places.records) ?? [] where file.hasSuffix(".json") {
      let record = try RunRecord.read(of: String(file.dropLast(5)), in: places, machineLife: life)
      guard let group = record?.controlGroup.map(ControlGroup.init) else { continue }
      try group.killAll()
      try await eventually("\(group.directory) is empty") { try group.remove() }
    }
  }
}
