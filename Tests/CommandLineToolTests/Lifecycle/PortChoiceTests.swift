import CommandTree
import Configuration
import Platform
import Profiles
import Services
import TestSupport
import Testing

@testable import CommandLineTool
@testable import Doctor

@Suite("Choice of a port") struct PortChoiceTests {
  struct Row: Sendable {
    var name = ProfileName.default
    var flag: Int?
    var variable: String?
    var config = "{}"
    var pinned: Int?
    let expected: Int
  }

  static let rows = [
    Row(expected: 18789), Row(name: .dev, expected: 19001), Row(flag: 20000, expected: 20000),
    Row(variable: "21000", expected: 21000), Row(variable: "no", expected: 18789),
    Row(flag: 20000, variable: "21000", config: "{gateway: {port: 22000}}", pinned: 23000, expected: 20000),
    Row(variable: "21000", config: "{gateway: {port: 22000}}", pinned: 23000, expected: 21000),
    Row(config: "{gateway: {port: 22000}}", pinned: 23000, expected: 22000), Row(pinned: 23000, expected: 23000),
    Row(name: .dev, pinned: 23000, expected: 23000), Row(name: .named("a"), pinned: 23000, expected: 23000),
    // The lowest base that is 111 away from both published ones.
    Row(name: .named("a"), expected: 19112),
    Row(name: .named("a"), config: "{gateway: {port: 22000}}", expected: 22000),
  ]

  @Test("flag, variable, config, unit, default, and last a free one", arguments: rows)
  func precedence(_ row: Row) throws {
    try withScratch { home throws in
      let profile = Profile(row.name, home: home)
      try place(row.config, at: profile.configPath)
      let environment = Environment(row.variable.map { ["OPENCLAW_GATEWAY_PORT": $0] } ?? [:])
      let snapshot = ConfigurationLoader.load(profile, environment: environment)
      let port = try PortChoice.make(
        PortResolution(flag: row.flag.flatMap { Port($0) }, snapshot: snapshot, profile: profile),
        pinned: row.pinned.flatMap { Port($0) }, profile: profile, others: [], listeners: [])
      #expect(port.number == row.expected)
    }
  }

  @Test("a free base keeps away from other profiles and from what listens")
  func free() throws {
    let base = try #require(Port(19112))
    let others = [try SurveyedProfile.sample(.named("b"), port: base)]
    let profile = Profile(.named("a"), home: SnapshotSample.home)
    let snapshot = ConfigurationLoader.load(profile, environment: Environment())
    let resolution = PortResolution(flag: nil, snapshot: snapshot, profile: profile)
    let apart = try PortChoice.make(resolution, pinned: nil, profile: profile, others: others, listeners: [])
    #expect(apart.number == 19112 + PortPlan.spacing)
    let canvas = try #require(apart.advanced(by: 4))
    let next = try PortChoice.make(
      resolution, pinned: nil, profile: profile, others: others, listeners: [.sample(canvas)])
    #expect(next.number > apart.number && next.number < apart.number + 5)
  }
}

@Suite("Conflicts of ports") struct PortConflictsTests {
  private func conflicts(
    others: [SurveyedProfile] = [], listeners: [ListeningSocket] = [], ownProcess: Int32? = nil
  ) throws -> PortConflicts {
    PortConflicts(
      plan: try PortPlan(base: try #require(Port(20000))), others: others, listeners: listeners,
      ownProcesses: ownProcess.map { [$0] } ?? [], ownPort: nil, alternative: "take another")
  }

  @Test("an installed profile's exact ports are refused", arguments: [19996, 19998, 20000, 20002, 20004])
  func collisions(_ base: Int) throws {
    let other = try SurveyedProfile.sample(.named("b"), port: try #require(Port(base)), isInstalled: true)
    let failure = #expect(throws: CommandFailure.self) { try conflicts(others: [other]).check() }
    #expect(failure?.code == "port-collision" && failure?.exitStatus == .portHeld)
    #expect(failure?.sentence.contains("profile b") == true)
  }

  @Test("a shared range is a warning that names the owner", arguments: [19901, 19999, 20001, 20003, 20020, 20099])
  func overlaps(_ base: Int) throws {
    let other = try SurveyedProfile.sample(.named("b"), port: try #require(Port(base)), isInstalled: true)
    let conflicts = try conflicts(others: [other])
    try conflicts.check()
    #expect(conflicts.warnings().count == 1 && conflicts.warnings()[0].contains("profile b"))
  }

  @Test("a profile that is only configured is never in the way of an install") func configured() throws {
    let other = try SurveyedProfile.sample(.named("b"), port: try #require(Port(20000)))
    try conflicts(others: [other]).check()
  }

  @Test(
    "what listens on a port of the family is refused, unless it is our own process", arguments: [20000, 20002, 20004])
  func foreign(_ port: Int) throws {
    let listener = ListeningSocket.sample(try #require(Port(port)), command: "nginx")
    let failure = #expect(throws: CommandFailure.self) { try conflicts(listeners: [listener]).check() }
    #expect(failure?.code == "port-foreign" && failure?.sentence.contains("nginx") == true)
    #expect(failure?.hints == ["take another", "kill 71"])
    try conflicts(listeners: [listener], ownProcess: 71).check()
  }

  @Test("a listener on a CDP port is nobody's business") func cdp() throws {
    try conflicts(listeners: [.sample(try #require(Port(20011)))]).check()
  }

  @Test("without rights the holder's account is named", arguments: [(0, "root"), (4_000_001, "user id 4000001")])
  func unseen(_ userID: UInt32, _ person: String) throws {
    let listener = ListeningSocket(port: try #require(Port(20000)), address: "::", userID: userID, inode: 1)
    let failure = #expect(throws: CommandFailure.self) { try conflicts(listeners: [listener]).check() }
    #expect(failure?.reason == "it belongs to \(person)" && failure?.location == "[::]:20000")
  }
}

extension SurveyedProfile {
  /// A profile with a port in its config, or in its unit.
  fileprivate static func sample(_ name: ProfileName, port: Port, isInstalled: Bool = false) throws -> SurveyedProfile {
    let profile = Profile(name, home: SnapshotSample.home)
    let environment = Environment()
    let configuration = ConfigurationLoader.load(
      path: profile.configPath, environment: environment, home: profile.home, places: .init(stateDirectory: nil),
      version: nil
    ) { _ in Array("{gateway: {port: \(port)}}".utf8) }
    return SurveyedProfile(
      profile: profile, configuration: configuration,
      userUnit: isInstalled ? try SnapshotSample.installed(profile, .user, port: port) : nil, systemUnit: nil,
      agent: nil)
  }
}
