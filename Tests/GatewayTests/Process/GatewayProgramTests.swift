import Foundation
import GatewayClient
import GatewayProtocol
import Glibc
import JSON
import Platform
import TestSupport
import Testing

@Suite("The program openclaw-gateway", .timeLimit(.minutes(2)), .enabled(if: GatewayProgram.isBuilt))
struct GatewayProgramTests {
  @Test("ready is said once a hello succeeds, with port and clients; SIGTERM ends it in order") func life() async throws
  {
    try await withScratch { scratch in
      let site = try GatewayProgram.Site(in: scratch)
      let program = try GatewayProgram(site)
      #expect(try await program.nextState() == "READY=1\nSTATUS=Listening on 127.0.0.1:\(site.port), 0 clients")
      #expect(try await program.hello().snapshot.stateDirectory == site.stateDirectory.string)
      program.signal(SIGTERM)
      #expect(try await program.nextState().hasPrefix("STOPPING=1"))
      #expect(try await program.exitStatus() == 0)
      #expect(try Files.list(site.stateDirectory) == ["logs", "openclaw.json", "workspace"])
      #expect(try site.log().contains("listening on ws://127.0.0.1:\(site.port)"))
      #expect(try !(site.log() + program.printed()).contains(TestGateway.token.revealed))
    }
  }

  @Test("SIGHUP takes over a new token, and keeps the running configuration when the file is broken") func reload()
    async throws
  {
    try await withScratch { scratch in
      let site = try GatewayProgram.Site(in: scratch)
      let program = try await GatewayProgram.ready(site)
      try site.configure(token: "rotated-token")
      program.signal(SIGHUP)
      #expect(try await program.nextState().hasPrefix("RELOADING=1\nMONOTONIC_USEC="))
      #expect(try await program.nextState().hasPrefix("READY=1"))
      _ = try await program.hello(token: "rotated-token")
      await #expect(throws: GatewayClientError.self) { _ = try await program.hello() }
      try place("{", at: site.stateDirectory.appending("openclaw.json"))
      program.signal(SIGHUP)
      #expect(try await program.nextState().hasPrefix("RELOADING=1"))
      #expect(try await program.nextState().hasPrefix("READY=1"))
      _ = try await program.hello(token: "rotated-token")
      #expect(try site.log().contains("the running one stays"))
      try await program.stop()
    }
  }

  @Test("beside a live gateway of an earlier program on the same state it does not start, and names its process")
  func earlierGateway() async throws {
    try await withScratch { scratch in
      let site = try GatewayProgram.Site(in: scratch)
      let ticks = try #require(ProcessStatus.read(getpid())).identity.startTicks
      let lock = #"{"pid": \#(getpid()), "configPath": "\#(site.stateDirectory)/moltbot.json", "startTime": \#(ticks)}"#
      try place(lock, at: scratch.appending("clawdbot-\(geteuid())/gateway.1.lock"))
      let program = try GatewayProgram(site, variables: ["TMPDIR=\(scratch)"])
      #expect(try await program.exitStatus() == 1)
      #expect(try program.printed().contains("kill \(getpid())"))
      #expect(try Files.list(site.stateDirectory) == ["openclaw.json"])
    }
  }

  @Test("the watchdog hears from the serving loop, again and again") func watchdog() async throws {
    try await withScratch { scratch in
      let program = try await GatewayProgram.ready(
        GatewayProgram.Site(in: scratch), variables: ["WATCHDOG_USEC=100000"])
      for _ in 0..<4 { #expect(try await blocking { try program.notifications.next() } == "WATCHDOG=1") }
      try await program.stop()
    }
  }

  @Test("SIGUSR1 is ignored, unless commands.restart is on: then the same process starts again") func restart()
    async throws
  {
    try await withScratch { scratch in
      let site = try GatewayProgram.Site(in: scratch)
      let program = try await GatewayProgram.ready(site)
      program.signal(SIGUSR1)
      try await eventually("SIGUSR1 is ignored") { try site.log().contains("SIGUSR1 is ignored") }
      try site.configure("commands: {restart: true}")
      program.signal(SIGHUP)
      #expect(try await program.nextState().hasPrefix("RELOADING=1"))
      #expect(try await program.nextState().hasPrefix("READY=1"))
      program.signal(SIGUSR1)
      #expect(try await program.nextState().hasPrefix("RELOADING=1"))
      #expect(try await program.nextState().hasPrefix("READY=1"))
      #expect(try await program.hello().snapshot.uptime < .seconds(60))
      try await program.stop()
    }
  }

  @Test("a configuration that no restart mends ends with 78, and its last line says why") func badConfiguration()
    async throws
  {
    try await withScratch { scratch in
      let site = try GatewayProgram.Site(in: scratch)
      try await GatewayProgram.ready(site).stop()
      try place(#"{gateway: {mode: "local", port: 0}}"#, at: site.stateDirectory.appending("openclaw.json"))
      let program = try GatewayProgram(site)
      #expect(try await blocking { try program.notifications.next() }.hasPrefix("STATUS=gateway start blocked"))
      #expect(try await program.exitStatus() == 78)
      let line = try #require(try site.log().split(separator: "\n").last)
      let entry = try JSONReader.read(String(line))
      #expect(entry["0"] == ["event": "start-refused", "exitStatus": "78"])
      #expect(entry["_meta"]?["logLevelName"] == "FATAL")
      #expect(entry["1"]?.stringValue?.contains("openclaw.json:1:") == true)
    }
  }

  @Test("a second gateway on the same state, or on the same port, does not start and names the first") func conflicts()
    async throws
  {
    try await withScratch { scratch in
      let site = try GatewayProgram.Site(in: scratch)
      let first = try await GatewayProgram.ready(site)
      let sameState = try GatewayProgram(site, arguments: ["--port", "1"])
      #expect(try await sameState.exitStatus() == 1)
      #expect(try sameState.printed().contains("another gateway instance already runs for the profile default"))
      #expect(try sameState.printed().contains("kill \(first.identifier) "))
      let other = try GatewayProgram.Site(in: scratch, name: "other", port: site.port)
      let samePort = try GatewayProgram(other)
      #expect(try await samePort.exitStatus() == 7)
      #expect(try samePort.printed().contains("process \(first.identifier) "))
      #expect(try Files.list(other.stateDirectory) == ["openclaw.json"])
      _ = try await first.hello()
      try await first.stop()
    }
  }

  @Test(
    "a stranger on the port's other loopback address is named in the log", .enabled(if: Version6Listener.isPossible))
  func stranger() async throws {
    try await withScratch { scratch in
      let site = try GatewayProgram.Site(in: scratch)
      let stranger = try Version6Listener(port: site.port)
      let program = try await GatewayProgram.ready(site)
      let warning = "not listening on [::1]:\(site.port): it is in use by process \(getpid()) "
      #expect(try program.printed().contains(warning) && site.log().contains(warning))
      try await program.stop()
      stranger.close()
    }
  }

  @Test("a gateway that was killed leaves nothing that keeps the next from starting") func killed() async throws {
    try await withScratch { scratch in
      let site = try GatewayProgram.Site(in: scratch)
      for _ in 0..<3 {
        let program = try await GatewayProgram.ready(site)
        program.signal(SIGKILL)
        #expect(try await program.exitStatus() == 128 + SIGKILL)
      }
      try await GatewayProgram.ready(site).stop()
    }
  }

  @Test(
    "--force ends what listens on the port with SIGTERM, and says what it ended",
    .enabled(if: GatewayProgramTests.lsofIsThere))
  func force() async throws {
    try await withScratch { scratch in
      let site = try GatewayProgram.Site(in: scratch)
      let first = try await GatewayProgram.ready(site)
      let other = try GatewayProgram.Site(in: scratch, name: "other", port: site.port)
      let second = try await GatewayProgram.ready(other, arguments: ["--force"])
      #expect(try await first.exitStatus() == 0)
      #expect(try other.log().contains("SIGTERM to process \(first.identifier) "))
      _ = try await second.hello()
      try await second.stop()
    }
  }

  @Test(
    "--force ends a gateway of the same profile and takes its place", .enabled(if: GatewayProgramTests.lsofIsThere))
  func forceSameProfile() async throws {
    try await withScratch { scratch in
      let site = try GatewayProgram.Site(in: scratch)
      let first = try await GatewayProgram.ready(site)
      let second = try await GatewayProgram.ready(site, arguments: ["--force"])
      #expect(try await first.exitStatus() == 0)
      _ = try await second.hello()
      try await second.stop()
    }
  }

  @Test("a refused start makes no directory, not even the state directory") func refusedStartLeavesNothing()
    async throws
  {
    try await withScratch { scratch in
      let site = try GatewayProgram.Site(in: scratch)
      let state = scratch.appending("elsewhere")
      let program = try GatewayProgram(site, variables: ["OPENCLAW_STATE_DIR=\(state)"])
      #expect(try await program.exitStatus() == 78)
      #expect(try Files.status(state) == nil)
    }
  }

  @Test("secrets of the command line stand in no process list", arguments: [true, false])
  func hiddenSecrets(isOneWord: Bool) async throws {
    try await withScratch { scratch in
      let site = try GatewayProgram.Site(in: scratch)
      let arguments = isOneWord ? ["--token=flag-secret"] : ["--token", "flag-secret"]
      let program = try await GatewayProgram.ready(site, arguments: arguments + ["--port", "\(site.port)"])
      let process = try #require(try RunningProcess.read(program.identifier))
      let file = try #require(AbsolutePath("/proc/\(program.identifier)/cmdline"))
      let words = try #require(try Files.readPrefix(of: file, count: 9999))
      #expect(!String(decoding: words, as: UTF8.self).contains("flag-secret"))
      #expect(process.command == "openclaw-gatewa")
      #expect(process.arguments.suffix(3) == ["gateway", "--port", "\(site.port)"])
      _ = try await program.hello(token: "flag-secret")
      try await program.stop()
    }
  }

  @Test("colours are asked for by FORCE_COLOR and forbidden by --no-color, in the log and in failures")
  func colours() async throws {
    try await withScratch { scratch in
      let site = try GatewayProgram.Site(in: scratch)
      try place("{", at: site.stateDirectory.appending("openclaw.json"))
      for arguments in [[], ["--nonsense"]] {
        let coloured = try GatewayProgram(site, arguments: arguments, variables: ["FORCE_COLOR=1"])
        _ = try await coloured.exitStatus()
        #expect(try coloured.printed().contains("\u{1B}["), "\(arguments)")
        let plain = try GatewayProgram(site, arguments: arguments + ["--no-color"], variables: ["FORCE_COLOR=1"])
        _ = try await plain.exitStatus()
        #expect(try !plain.printed().contains("\u{1B}["), "\(arguments)")
      }
    }
  }

  @Test(
    "a mistake in the command line ends with 2, another command too", arguments: [["--port", "x"], ["--nonsense"]])
  func usage(arguments: [String]) async throws {
    try await withScratch { scratch in
      let program = try GatewayProgram(GatewayProgram.Site(in: scratch), arguments: arguments)
      #expect(try await program.exitStatus() == 2)
      #expect(try program.printed().contains(arguments[0]))
    }
  }

  static let lsofIsThere = FileManager.default.isExecutableFile(atPath: "/usr/bin/lsof")
}
