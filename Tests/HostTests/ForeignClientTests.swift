import Foundation
import TestSupport
import Testing

@Suite("A client nobody here wrote", .whereHostsBoot, .host)
struct ForeignClientTests {
  private static let script = URL(filePath: #filePath).deletingLastPathComponent().appending(
    path: "clients/websockets_client.py")

  @Test("Python's websockets completes connect and health") func websockets() async throws {
    let host = try BootedHost.current
    let answer = try await host.install("default")
    let copy = URL(filePath: await host.path("/usr/local/bin/client.py"))
    try Data(contentsOf: Self.script).write(to: copy)
    let config = "/home/alice/.openclaw/openclaw.json"
    let result = try await host.run("/usr/bin/python3 /usr/local/bin/client.py \(answer.port.integer ?? 0) \(config)")
    try #require(result.succeeded, "\(result)")
    let frames = try result.output.split(separator: "\n").map { try JSONDocument(String($0)) }
    #expect(frames.map(\.ok) == [true, true], "\(frames)")
    #expect(frames.first?["payload.type"] == "hello-ok" && frames.first?["payload.protocol"] == 3, "\(frames)")
    #expect(frames.last?["payload.ok"] == true, "\(frames)")
  }
}
