import Configuration
import Platform
import Profiles
import Services
import TestSupport
import Testing

@testable import Doctor

@Suite("Probe target") struct ProbeTargetTests {
  struct Row: Sendable {
    var config = "{}"
    var pinned: Int?
    var variables: [String: String] = [:]
    var url: String?
    let expected: String
    var source = ProbeTarget.PortSource.environmentOrConfig
    var bind = "loopback"
  }

  static let rows = [
    Row(expected: "ws://127.0.0.1:18789"),
    Row(config: "{gateway: {port: 21000}}", expected: "ws://127.0.0.1:21000"),
    Row(
      config: "{gateway: {port: 21000}}", variables: ["OPENCLAW_GATEWAY_PORT": "22000"],
      expected: "ws://127.0.0.1:22000"),
    Row(
      config: "{gateway: {port: 21000}}", pinned: 23000, variables: ["OPENCLAW_GATEWAY_PORT": "22000"],
      expected: "ws://127.0.0.1:23000", source: .serviceArguments),
    Row(config: "{gateway: {bind: 'lan'}}", expected: "ws://127.0.0.1:18789", bind: "lan"),
    Row(
      config: "{gateway: {bind: 'custom', customBindHost: '192.0.2.7'}}", expected: "ws://192.0.2.7:18789",
      bind: "custom"),
    Row(config: "{gateway: {bind: 'custom'}}", expected: "ws://127.0.0.1:18789", bind: "custom"),
    Row(pinned: 23000, url: "ws://example.net:1", expected: "ws://example.net:1", source: .serviceArguments),
  ]

  @Test("where the gateway is expected, and on whose word", arguments: rows)
  func target(_ row: Row) throws {
    try withScratch { home throws in
      let profile = Profile(.default, home: home)
      try place(row.config, at: profile.configPath)
      var request = SnapshotRequest(
        profile: profile, account: .scratch(home), environment: Environment(row.variables))
      request.url = row.url
      let configuration = ConfigurationLoader.load(profile, environment: request.environment)
      let target = try #require(
        ProbeTarget(
          request, installed: try row.pinned.map { try installed($0, home) }, own: configuration, service: configuration
        ))
      #expect(target.url == row.expected && target.portSource == row.source && target.bindMode == row.bind)
      #expect(target.port == (row.pinned.flatMap { Port($0) } ?? target.commandPort))
    }
  }

  @Test("a named profile without a port has nothing to be probed") func noPort() throws {
    try withScratch { home throws in
      let profile = Profile(try ProfileName("rescue"), home: home)
      let request = SnapshotRequest(profile: profile, account: .scratch(home), environment: Environment())
      let configuration = ConfigurationLoader.load(profile, environment: Environment())
      #expect(ProbeTarget(request, installed: nil, own: configuration, service: configuration) == nil)
    }
  }

  private func installed(_ port: Int, _ home: AbsolutePath) throws -> InstalledService {
    let text = try ServiceDefinition.sample(home: home, port: try #require(Port(port))).text()
    return InstalledService(
      scope: .user, path: home.appending("x.service"), text: Array(text.utf8),
      definition: .unit(InstalledUnit(text: text)))
  }
}
