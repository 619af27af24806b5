import GatewayProtocol
import Platform
import TestSupport
import Testing

@Suite("The canvas of the program", .timeLimit(.minutes(2)), .enabled(if: GatewayProgram.isBuilt))
struct CanvasProgramTests {
  private static let path = "/__openclaw__/canvas/"

  @Test("it has a port of its own, four above the base, and a first page in the workspace") func ownPort() async throws
  {
    try await withScratch { scratch in
      let site = try GatewayProgram.Site(in: scratch)
      let program = try await GatewayProgram.ready(site)
      let page = try await blocking { try WirePeer.ask(port: site.port + 4, Self.path) }
      #expect(page.status == 200 && page.content.contains("<h1>Canvas</h1>"))
      let root = site.stateDirectory.appending("workspace/canvas")
      #expect(try Files.status(root)?.mode == 0o700)
      #expect(try site.log().contains("canvas at http://127.0.0.1:\(site.port + 4)\(Self.path)"))
      #expect(try await program.hello().canvasHostURL == "http://127.0.0.1:\(site.port + 4)")
      try await program.stop()
    }
  }

  @Test("when its port is taken the gateway says by whom, and serves it on the base port") func taken() async throws {
    try await withScratch { scratch in
      let first = try await GatewayProgram.ready(GatewayProgram.Site(in: scratch, name: "first"))
      let site = try GatewayProgram.Site(in: scratch, name: "second")
      try site.configure("canvasHost: {port: \(first.site.port)}")
      let program = try await GatewayProgram.ready(site)
      #expect(try await blocking { try WirePeer.ask(port: site.port, Self.path) }.status == 200)
      let log = try site.log()
      #expect(log.contains("in use by process \(first.identifier)"))
      #expect(log.contains("the canvas is on the base port alone"))
      #expect(try await program.hello().canvasHostURL == "http://127.0.0.1:\(site.port)")
      try await program.stop()
      try await first.stop()
    }
  }

  @Test("switched off it has no port, no directory and no page", arguments: ["OPENCLAW_SKIP_CANVAS_HOST=1", ""])
  func off(variable: String) async throws {
    try await withScratch { scratch in
      let site = try GatewayProgram.Site(in: scratch)
      if variable.isEmpty { try site.configure("canvasHost: {enabled: false}") }
      let program = try await GatewayProgram.ready(site, variables: variable.isEmpty ? [] : [variable])
      #expect(try await blocking { try WirePeer.ask(port: site.port, Self.path) }.status == 404)
      #expect(try Files.list(site.stateDirectory) == ["logs", "openclaw.json"])
      #expect(try await program.hello().canvasHostURL == nil)
      try await program.stop()
    }
  }
}
