import Configuration
import Platform
import Profiles
import Testing

@Suite("Port resolution") struct PortResolutionTests {
  struct Sample: Sendable {
    var flag: Int?
    var variable: String?
    var text = "{}"
    var profile = ProfileName.default
    let port: Int?
    let source: PortResolution.Source
  }

  static let samples: [Sample] = [
    Sample(flag: 1, variable: "2", text: "{gateway: {port: 3}}", port: 1, source: .flag),
    Sample(variable: "2", text: "{gateway: {port: 3}}", port: 2, source: .variable),
    Sample(text: "{gateway: {port: 3}}", profile: .dev, port: 3, source: .configuration),
    Sample(port: 18789, source: .profile), Sample(profile: .dev, port: 19001, source: .profile),
    Sample(profile: .named("rescue"), port: nil, source: .none),
    Sample(text: "{gateway: {port: 70000}}", port: 18789, source: .profile),
  ]

  @Test("flag, variable, configuration, profile", arguments: samples) func precedence(_ sample: Sample) {
    let environment = sample.variable.map { ["OPENCLAW_GATEWAY_PORT": $0] } ?? [:]
    let result = PortResolution(
      flag: sample.flag.flatMap { Port($0) }, snapshot: MemoryFiles(sample.text).load(environment),
      profile: Profile(sample.profile, home: MemoryFiles.home))
    #expect(result.port?.number == sample.port)
    #expect(result.source == sample.source)
    #expect(result.warnings.isEmpty)
  }

  @Test("a variable that is no port is passed over with a warning", arguments: ["19001x", "0", "70000", "-1", "1.5"])
  func unusable(_ text: String) {
    let result = PortResolution(
      flag: nil, snapshot: MemoryFiles("{gateway: {port: 3}}").load(["OPENCLAW_GATEWAY_PORT": text]),
      profile: Profile(.default, home: MemoryFiles.home))
    #expect(result.source == .configuration)
    #expect(result.warnings == ["ignoring OPENCLAW_GATEWAY_PORT=\(text): not a port from 1 to 65535"])
  }

  @Test("a blank variable is as good as none") func blank() {
    let snapshot = MemoryFiles("{}").load(["OPENCLAW_GATEWAY_PORT": " "])
    let result = PortResolution(flag: nil, snapshot: snapshot, profile: Profile(.default, home: MemoryFiles.home))
    #expect(result.source == .profile)
    #expect(result.warnings.isEmpty)
  }
}
