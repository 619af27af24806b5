import CommandTree
import Configuration
import JSON
import Platform
import Profiles
import TestSupport
import Testing

@testable import CommandLineTool

@Suite("Plan of a setup") struct SetupPlannerTests {
  private func steps(
    _ home: AbsolutePath, _ name: ProfileName = .default, port: Int = 20000, workspace: AbsolutePath? = nil
  ) throws -> [String] {
    let profile = Profile(name, home: home)
    let configuration = ConfigurationLoader.load(profile, environment: Environment())
    return try SetupPlanner(
      profile: profile, owner: nil, configuration: configuration, port: try #require(Port(port)), token: nil,
      workspace: workspace
    ).changes().map { "\($0.step) \($0.path.abbreviated(home: home))" }
  }

  @Test("a home with nothing gets the state directory first, then config and workspace")
  func fresh() throws {
    try withScratch { home throws in
      #expect(
        try steps(home) == [
          "make-state-directory ~/.openclaw", "write-config ~/.openclaw/openclaw.json",
          "make-workspace ~/.openclaw/workspace",
        ])
    }
  }

  @Test("only what is missing is planned, the highest directory first")
  func missing() throws {
    try withScratch { home throws in
      try place("{gateway: {port: 1}}", at: home.appending(".openclaw/openclaw.json"))
      #expect(
        try steps(home, workspace: home.appending("a/b/c")) == [
          "make-workspace ~/a", "make-workspace ~/a/b", "make-workspace ~/a/b/c",
        ])
      try placeDirectory(home.appending(".openclaw/workspace"))
      #expect(try steps(home) == [])
    }
  }

  struct Row: Sendable {
    let name: ProfileName
    let config: String
    let port: Int
    let writes: Bool
  }

  @Test(
    "an existing config is written only when it says no port and the default is another",
    arguments: [
      Row(name: .default, config: "{}", port: 18789, writes: false),
      Row(name: .default, config: "{}", port: 20000, writes: true),
      Row(name: .default, config: "{gateway: {port: 1}}", port: 20000, writes: false),
      Row(name: .dev, config: "{}", port: 19001, writes: false),
      Row(name: .named("a"), config: "{}", port: 20000, writes: true),
      Row(name: .named("a"), config: "{gateway: {port: 20000}}", port: 20000, writes: false),
    ])
  func existing(_ row: Row) throws {
    try withScratch { home throws in
      try place(row.config, at: Profile(row.name, home: home).configPath)
      let isWritten = try steps(home, row.name, port: row.port).contains { $0.hasPrefix("write-config") }
      #expect(isWritten == row.writes)
    }
  }

  @Test("a port that was asked for goes into a config that says another, and nothing else does")
  func asked() throws {
    try withScratch { home throws in
      let profile = Profile(.default, home: home)
      for (text, written) in [
        ("{gateway: {port: 1}} // mine\n", "{gateway: {port: 20000}} // mine\n"), ("{gateway: {port: 20000}}", nil),
      ] {
        try place(text, at: profile.configPath)
        let planner = SetupPlanner(
          profile: profile, owner: nil, configuration: ConfigurationLoader.load(profile, environment: Environment()),
          port: try #require(Port(20000)), token: nil, workspace: nil, isPortAsked: true)
        let texts = try planner.changes().compactMap { change in
          if case .write(let bytes, _) = change.action {
            String(decoding: bytes, as: UTF8.self)
          } else {
            nil as String?
          }
        }
        #expect(texts.first == written)
      }
    }
  }

  @Test("a config in which the port has no place is refused, with what to do by hand")
  func noPlace() throws {
    try withScratch { home throws in
      try place("{gateway: 7}", at: Profile(.named("a"), home: home).configPath)
      let failure = #expect(throws: CommandFailure.self) { try steps(home, .named("a")) }
      #expect(failure?.code == "config-edit-failed" && failure?.exitStatus == .configurationRefused)
      #expect(failure?.hints == ["set gateway.port to 20000 in it by hand"])
    }
  }
}
