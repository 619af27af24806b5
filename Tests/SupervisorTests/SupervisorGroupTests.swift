import Foundation
import Platform
import Services
import TestSupport
import Testing

@Suite(
  "Control groups of supervised services", .serialized,
  .enabled("no control group can be made here, so descendants that hide are not looked for") {
    try ControlGroupGround.site() != nil
  })
struct SupervisorGroupTests {
  /// A service with a descendant that has left the session and cleared its environment.
  private static let hiding = """
    if os.fork() == 0:
        os.setsid()
        if os.fork(): os._exit(0)
        os.execve('/usr/bin/python3', ['python3', '-IS', 'hidden.py'], {})
    os.wait()
    while not os.path.exists('hidden'): time.sleep(0.01)
    tell('READY=1')
    serve()
    """
  private static let hidden = "import signal\nopen('hidden', 'w').close()\nwhile True: signal.pause()\n"

  @Test("a descendant that hides ends with the service, whichever supervisor stops it", arguments: [false, true])
  func hiding(isAdopted: Bool) async throws {
    try await SupervisedHome.with { home in
      try place(Self.hidden, at: home.path.appending("hidden.py"))
      let unit = try home.install("a", Self.hiding)
      #expect(try await home.start(unit).isReady, "\(home.log)")
      let group = try #require(try ControlGroupGround.groups(of: home, unit).first)
      #expect(try ControlGroupGround.members(of: group).count == 2)
      if isAdopted {
        try await home.killSupervisor()
        #expect(try await home.start(unit).isReady)
      }
      guard case .stopped = try await home.stop(unit) else { return #expect(Bool(false), "\(home.log)") }
      try await eventually("the group is gone, and with it all that was in it") { try Files.status(group) == nil }
    }
  }

  @Test("each run has a group, and what a crash has left in the former one ends") func crash() async throws {
    try await SupervisedHome.with { home in
      try place(Self.hidden, at: home.path.appending("hidden.py"))
      let unit = try home.install("a", Self.hiding)
      #expect(try await home.start(unit).isReady, "\(home.log)")
      let former = try #require(try ControlGroupGround.groups(of: home, unit).first)
      kill(try #require(try home.status(unit).processID), SIGKILL)
      try await eventually("another group is there alone") {
        let groups = try ControlGroupGround.groups(of: home, unit)
        return groups.count == 1 && groups != [former]
      }
      _ = try await home.stop(unit)
    }
  }
}

/// Where the groups of a test's services are.
private enum ControlGroupGround {
  /// The directory in which groups can be made; nil where they cannot.
  static func site() throws -> AbsolutePath? {
    guard !MachineFacts.current().isBooted, let own = try ControlGroup.current() else { return nil }
    do {
      _ = try own.makeGroup("openclaw-test.\(getpid())").remove()
      return own.directory
    } catch { return nil }
  }

  /// The groups of a unit's runs, told from those of other homes by the run's record.
  static func groups(of home: SupervisedHome, _ unit: String) throws -> [AbsolutePath] {
    let life = try MachineLife.current()
    let record = try RunRecord.read(of: unit, in: home.places, machineLife: life)
    return try [record?.controlGroup].compactMap(\.self).filter { try Files.status($0) != nil }
  }

  static func members(of group: AbsolutePath) throws -> [Substring] {
    let list = try Files.read(group.appending("cgroup.procs")) ?? []
    return String(decoding: list, as: UTF8.self).split(separator: "\n")
  }
}
