import Foundation
import GatewayClient
import GatewayProtocol
import Glibc
import JSON
import Platform
import TestSupport
import Testing

@Suite("A gateway whose configuration changes", .timeLimit(.minutes(2)), .enabled(if: GatewayProgram.isBuilt))
struct ReloadProgramTests {
  @Test("a file that is replaced, written in place or written twice is taken over, comments or not") func editors()
    async throws
  {
    try await withProgram { site, program in
      try site.configure(token: "renamed")
      try await program.reloaded()
      _ = try await program.hello(token: "renamed")
      try site.overwrite(site.text(token: "truncated"))
      try await program.reloaded()
      _ = try await program.hello(token: "truncated")
      try site.overwrite("")
      try site.overwrite("// mine\n" + site.text(token: "twice"))
      try await program.reloaded()
      _ = try await program.hello(token: "twice")
      await #expect(throws: GatewayClientError.self) { _ = try await program.hello(token: "truncated") }
    }
  }

  @Test("fifty changes that come close together are few reloads, and the last one holds") func rapid() async throws {
    try await withProgram { site, program in
      for number in 1...50 { try site.configure(token: "token-\(number)") }
      try await eventually("the last token is taken over") {
        do { return try await program.hello(token: "token-50").version != "" } catch is GatewayClientError {
          return false
        }
      }
      #expect(try site.log().split(separator: "\n").count { $0.contains("configuration applied") } <= 5)
    }
  }

  @Test("a broken file changes nothing, is told with its place until it is mended, and then it counts") func broken()
    async throws
  {
    try await withProgram { site, program in
      try site.overwrite("{\n  gateway: {mode: 'local',, }}")
      #expect(try await blocking { try program.notifications.next() }.contains("openclaw.json:2:"))
      let broken = try await program.configurationHealth()
      #expect(broken["valid"] == false)
      #expect((broken["issues"]?[0]?["line"], broken["issues"]?[0]?["column"]) == (2, 27))
      #expect(try site.log().contains("the running one stays: gateway start blocked"))
      try site.configure(token: "mended")
      try await program.reloaded()
      #expect(try await program.configurationHealth(token: "mended") == ["valid": true])
    }
  }

  @Test(
    "what no gateway would start with is not taken over either",
    arguments: ["gateway: {mode: 'remote'}", "gateway: {mode: 'local'}"])
  func unstartable(text: String) async throws {
    try await withProgram { site, program in
      try site.overwrite("{\(text)}")
      #expect(try await blocking { try program.notifications.next() }.contains("configuration refused"))
      #expect(try await program.configurationHealth()["issues"]?[0]?["message"] != nil)
      try Files.remove(site.configPath)
      try await eventually("the missing file is told") { try site.log().contains("the file does not exist") }
      _ = try await program.hello()
    }
  }

  @Test("a key that takes a restart gets one in the same process, told to clients as one") func restart() async throws {
    try await withProgram { site, program in
      let next = try GatewayProgram.Site(in: site.home.parent, name: "next")
      let events = try await blocking {
        let peer = try WirePeer.connected(port: site.port)
        try site.overwrite(site.text(port: next.port))
        return try peer.rest()
      }
      #expect(events.first?.payload == ["reason": "gateway restarting", "restartExpectedMs": 1500])
      #expect(events.last == .closed(1012, "service restart"))
      #expect(try await program.nextState().hasPrefix("RELOADING=1\nMONOTONIC_USEC="))
      #expect(try await program.nextState() == "READY=1\nSTATUS=Listening on 127.0.0.1:\(next.port), 0 clients")
      _ = try await program.hello(at: next.address)
      #expect(try site.log().contains("(PID \(program.identifier))"))
    }
  }

  @Test("a log file that cannot be written leaves the old one, and the rest of the change with it") func log()
    async throws
  {
    try await withProgram { site, program in
      try site.overwrite("{logging: {file: '/dev/null/log'}, " + site.text(token: "other").dropFirst())
      try await eventually("the log is told to stay") { try site.log().contains("the log cannot move") }
      _ = try await program.hello()
      let moved = site.home.appending("moved/gateway.log")
      try site.overwrite("{logging: {file: '\(moved)'}, " + site.text(token: "other").dropFirst())
      try await program.reloaded()
      _ = try await program.hello(token: "other")
      #expect(String(decoding: try Files.read(moved) ?? [], as: UTF8.self).contains("configuration applied"))
    }
  }

  @Test("a port that somebody else has is not moved to") func takenPort() async throws {
    try await withProgram { site, program in
      let other = try GatewayProgram.Site(in: site.home.parent, name: "other")
      let stranger = try await GatewayProgram.ready(other)
      try site.overwrite(site.text(port: other.port))
      try await eventually("the port is told to be taken") {
        try site.log().contains("port \(other.port) is in use by process \(stranger.identifier)")
      }
      _ = try await program.hello()
      try await stranger.stop()
    }
  }

  @Test("in mode off nothing is taken over by itself; SIGHUP takes over what needs no restart") func off() async throws
  {
    try await withProgram("reload: {mode: 'off'}") { site, program in
      try site.overwrite(site.text("reload: {mode: 'off'}, bind: 'lan'", token: "other"))
      try await eventually("what waits is told") { try site.log().contains("these wait for a restart") }
      #expect(try await program.configurationHealth()["needsRestart"] == ["gateway.bind", "gateway.auth.token"])
      program.signal(SIGHUP)
      try await program.reloaded()
      #expect(try await program.configurationHealth(token: "other")["needsRestart"] == ["gateway.bind"])
    }
  }

  @Test("in mode hot a key that takes a restart waits and is named; in mode restart every key takes one") func modes()
    async throws
  {
    try await withProgram("reload: {mode: 'hot'}") { site, program in
      try site.overwrite(site.text("reload: {mode: 'hot'}, bind: 'lan'", token: "hot"))
      try await program.reloaded()
      #expect(try await program.configurationHealth(token: "hot")["needsRestart"] == ["gateway.bind"])
      try site.overwrite(site.text("reload: {mode: 'restart'}", token: "again"))
      try await program.reloaded()
      _ = try await program.hello(token: "again")
      #expect(try site.log().contains("starting again in the same process"))
    }
  }

  @Test("an included file, a link's target and .env are watched, even where their directory is made later")
  func elsewhere() async throws {
    try await withProgram { site, program in
      try site.overwrite(site.text("auth: {$include: '../parts/auth.json5'}", token: nil))
      try await eventually("the missing file is told") { try site.log().contains("does not exist") }
      try place("{token: 'included'}", at: site.home.appending("parts/auth.json5"))
      try await program.reloaded()
      _ = try await program.hello(token: "included")
      try place("{token: '${LATER}'}", at: site.home.appending("parts/auth.json5"))
      try await eventually("the missing variable is told") { try site.log().contains("needs the variable LATER") }
      try place("LATER=from-env\n", at: site.stateDirectory.appending(".env"))
      try await program.reloaded()
      _ = try await program.hello(token: "from-env")
      try Files.remove(site.configPath)
      symlink("\(site.home)/real.json", site.configPath.string)
      try place(site.text(token: "linked"), at: site.home.appending("real.json"))
      try await program.reloaded()
      try place(site.text(token: "behind the link"), at: site.home.appending("real.json"))
      try await program.reloaded()
      _ = try await program.hello(token: "behind the link")
    }
  }

  @Test("a directory that is removed and made again is watched again") func recreated() async throws {
    try await withScratch { scratch in
      let site = try GatewayProgram.Site(in: scratch)
      let directory = scratch.appending("etc")
      try place(site.text(), at: directory.appending("config.json"))
      let program = try await GatewayProgram.ready(
        site, variables: ["OPENCLAW_CONFIG_PATH=\(directory)/config.json"])
      try Files.removeTree(directory)
      try await eventually("the missing file is told") { try site.log().contains("the file does not exist") }
      for token in ["new", "newer"] {
        try place(site.text(token: token), at: directory.appending("config.json"))
        try await program.reloaded()
        _ = try await program.hello(token: token)
      }
      try await program.stop()
    }
  }

  private func withProgram(
    _ more: String = "", _ body: (GatewayProgram.Site, GatewayProgram) async throws -> Void
  ) async throws {
    try await withScratch { scratch in
      let site = try GatewayProgram.Site(in: scratch)
      try site.overwrite(site.text(more))
      let program = try await GatewayProgram.ready(site)
      try await body(site, program)
      try await program.stop()
    }
  }
}

extension GatewayProgram.Site {
  var configPath: AbsolutePath { stateDirectory.appending("openclaw.json") }

  /// A configuration with more keys of the gateway's section.
  func text(_ more: String = "", port: Int? = nil, token: String? = TestGateway.token.revealed) -> String {
    let keys = [token.map { "auth: {token: '\($0)'}" }, more.isEmpty ? nil : more].compactMap(\.self)
    return "{gateway: {mode: 'local', port: \(port ?? self.port), \(keys.joined(separator: ", "))}}"
  }

  /// Writes the file in place, as some editors do: it is empty for a moment.
  func overwrite(_ text: String) throws {
    let file = try Descriptor(opening: configPath, O_WRONLY | O_CREAT | O_TRUNC, mode: 0o600)
    try file.writeAll(Array(text.utf8))
  }
}

extension GatewayProgram {
  /// Waits until a configuration has been taken over.
  func reloaded() async throws {
    try #require(try await nextState().hasPrefix("RELOADING=1\nMONOTONIC_USEC="))
    try #require(try await nextState().hasPrefix("READY=1"))
  }

  /// What the gateway says of its configuration in `health`.
  func configurationHealth(token: String = TestGateway.token.revealed) async throws -> JSONValue {
    try #require(try await hello(token: token).snapshot.health["config"])
  }
}

extension WirePeer {
  /// What comes from the event `shutdown` on.
  fileprivate func rest() throws -> [Event] {
    var events: [Event] = []
    while case let event = try next(), event != .ended {
      if !events.isEmpty || event.event == "shutdown" { events.append(event) }
    }
    return events
  }
}
