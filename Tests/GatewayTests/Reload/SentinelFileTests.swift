import GatewayProtocol
import JSON
import Platform
import TestSupport
import Testing

@testable import Gateway

@Suite("The note of a restart") struct SentinelFileTests {
  private static let sentinel = RestartSentinel(
    timestamp: Timestamp(milliseconds: 1_767_225_600_000), sessionKey: "agent:main:main", message: "new port",
    doctorHint: "Run: openclaw doctor --non-interactive", mode: "config.patch", root: "/home/ada/.openclaw")

  @Test("it is read once, and its owner's alone") func once() throws {
    try withScratch { directory in
      let file = SentinelFile(stateDirectory: directory)
      try file.write(Self.sentinel)
      #expect(try Files.status(file.path)?.mode == 0o600)
      #expect(try file.take() == Self.sentinel)
      #expect(try file.take() == nil)
    }
  }

  @Test("what cannot be read is taken away all the same", arguments: ["", "{}", #"{"version": 2, "payload": {}}"#])
  func unreadable(text: String) throws {
    try withScratch { directory in
      let file = SentinelFile(stateDirectory: directory)
      try place(text, at: file.path)
      #expect(try file.take() == nil)
      #expect(try Files.status(file.path) == nil)
    }
  }

  @Test("it has the shape that is published") func shape() {
    #expect(RestartSentinel.shape.violations(in: Self.sentinel.json) == [])
    #expect(Self.sentinel.text == "Gateway restart after config.patch: new port")
  }
}
