import Configuration
import Platform
import Profiles
import TestSupport
import Testing

@Suite("Secrets that others may read") struct ExposureTests {
  static let cases: [(String, UInt32, Bool)] = [
    ("{gateway: {auth: {token: 't'}}}", 0o600, false), ("{gateway: {auth: {token: 't'}}}", 0o644, true),
    ("{gateway: {auth: {token: 't'}}}", 0o640, true), ("{gateway: {auth: {password: 'p'}}}", 0o604, true),
    ("{channels: {x: {botToken: 't'}}}", 0o644, true), ("{gateway: {auth: {token: '${T}'}}}", 0o644, false),
    ("{gateway: {port: 5}}", 0o644, false), ("{gateway: ", 0o644, false),
  ]

  @Test("a config that holds one and is open is a warning with the command that closes it", arguments: cases)
  func exposure(text: String, mode: UInt32, isExposed: Bool) throws {
    try withScratch { home in
      let profile = Profile(.default, home: home)
      try place("", at: profile.configPath)
      try AtomicFile.write(Array(text.utf8), to: profile.configPath, mode: mode)
      let problem = try ConfigurationLoader.load(profile, environment: Environment()).exposure(home: home)
      #expect((problem != nil) == isExposed)
      #expect(
        problem?.remedy ?? "Close it: chmod 600 ~/.openclaw/openclaw.json"
          == "Close it: chmod 600 ~/.openclaw/openclaw.json")
    }
  }

  @Test("no file is no warning") func missing() throws {
    #expect(try MemoryFiles().load().exposure(home: nil) == nil)
  }
}
