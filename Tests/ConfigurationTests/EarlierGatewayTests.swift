import Configuration
import Foundation
import Glibc
import Platform
import Profiles
import TestSupport
import Testing

@Suite("A gateway of an earlier program on the same state") struct EarlierGatewayTests {
  /// A home whose profile's lock file, kept by this very process, is `content`, with these words replaced: `PID`,
  /// `TICKS`, `HOME`.
  private func find(_ content: String, in directory: String = "moltbot-\(geteuid())") throws -> EarlierGateway? {
    try withScratch { home in
      let ticks = try #require(ProcessStatus.read(getpid())).identity.startTicks
      let text = content.replacing("PID", with: "\(getpid())").replacing("TICKS", with: "\(ticks)")
      try place(text.replacing("HOME", with: home.string), at: home.appending("tmp/\(directory)/gateway.0a1b2c3d.lock"))
      try placeDirectory(home.appending(".openclaw"))
      try placeDirectory(home.appending("elsewhere"))
      symlink(home.appending(".openclaw").string, home.appending(".clawdbot").string)
      let profile = Profile(.default, home: home)
      return try EarlierGateway.live(on: profile, of: geteuid(), in: home.appending("tmp"))
    }
  }

  @Test(
    "one that lives and reads a config in the same directory is found, whatever link leads there",
    arguments: ["HOME/.openclaw/openclaw.json", "HOME/.openclaw/moltbot.json", "HOME/.clawdbot/clawdbot.json"])
  func found(config: String) throws {
    let gateway = try find(#"{"pid": PID, "createdAt": "now", "configPath": "\#(config)", "startTime": TICKS}"#)
    #expect(gateway?.process.processIdentifier == getpid())
    #expect(gateway?.configPath.lastComponent == config.split(separator: "/").last.map(String.init))
  }

  @Test(
    "none is one whose process has ended or is another by now, whose state is another, or which says nothing of use",
    arguments: [
      #"{"pid": PID, "configPath": "HOME/.openclaw/openclaw.json", "startTime": 1}"#,
      #"{"pid": 2147483646, "configPath": "HOME/.openclaw/openclaw.json", "startTime": TICKS}"#,
      #"{"pid": PID, "configPath": "HOME/elsewhere/openclaw.json", "startTime": TICKS}"#,
      #"{"pid": PID, "configPath": "HOME/.openclaw/openclaw.json"}"#,
      #"{"pid": 0, "configPath": "HOME/.openclaw/openclaw.json", "startTime": TICKS}"#,
      #"{"pid": PID, "configPath": "openclaw.json", "startTime": TICKS}"#, "", "[]", "{",
    ])
  func none(content: String) throws { #expect(try find(content) == nil) }

  @Test("a directory of another name or of somebody else is not looked into", arguments: ["moltbot-4242", "other-0"])
  func otherDirectory(name: String) throws {
    let content = #"{"pid": PID, "configPath": "HOME/.openclaw/openclaw.json", "startTime": TICKS}"#
    #expect(try find(content, in: name) == nil)
  }

  @Test("without the moment of its start it is told by its command line", arguments: [true, false])
  func commandLine(isGateway: Bool) async throws {
    try await withScratch { home in
      let program = home.appending("moltbot")
      symlink("/bin/sh", program.string)
      let (reading, writing) = try FileHandle.pipe()
      let null = try FileHandle.scratch()
      let words = [program.string, "-s", isGateway ? "gateway" : "status"]
      let process = try SpawnedProcess(
        words, input: reading.fileDescriptor, output: null.fileDescriptor, errors: null.fileDescriptor)
      let lock = #"{"pid": \#(process.identifier), "configPath": "\#(home)/.openclaw/moltbot.json"}"#
      try place(lock, at: home.appending("tmp/clawdbot-\(geteuid())/gateway.1.lock"))
      let profile = Profile(.default, home: home)
      let found = try EarlierGateway.live(on: profile, of: geteuid(), in: home.appending("tmp"))
      #expect((found?.process.processIdentifier == process.identifier) == isGateway)
      try writing.close()
      #expect(try await process.exitStatus() == 0)
    }
  }
}
