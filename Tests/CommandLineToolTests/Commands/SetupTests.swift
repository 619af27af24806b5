import CommandTree
import Glibc
import JSON
import Platform
import Profiles
import TestSupport
import Testing

@testable import CommandLineTool

@Suite("openclaw setup") struct SetupTests {
  @Test("a fresh profile gets a config, a state directory and a workspace that only its owner can read")
  func fresh() throws {
    try TestHome.with { home throws in
      let port = try FreePort.base()
      let run = home.run("setup --json --port \(port)")
      let document = try expectDocument(run, ok: true)
      #expect(run.status == .success && run.errors.isEmpty)
      #expect(document["action"] == "setup" && document["result"] == "created" && document["profile"] == "default")
      let profile = home.profile()
      #expect(try Files.status(profile.configPath)?.mode == 0o600)
      #expect(try Files.status(profile.stateDirectory)?.mode == 0o700)
      #expect(try Files.status(profile.defaultWorkspace)?.mode == 0o700)
      let config = try JSONReader.read(home.text(profile.configPath) ?? "")
      #expect(config["gateway"]?["mode"] == "local" && config["gateway"]?["port"] == .integer(Int64(port.number)))
      #expect(config["gateway"]?["auth"]?["token"]?.stringValue?.count == 48)
    }
  }

  @Test("run again it changes nothing, byte for byte", arguments: ["", "--profile rescue", "--dev"])
  func twice(_ flags: String) throws {
    try TestHome.with { home throws in
      let port = try FreePort.base()
      #expect(home.run("\(flags) setup --port \(port)").status == .success)
      let before = try tree(home.path)
      for _ in 0..<2 {
        let document = try expectDocument(home.run("\(flags) setup --json"), ok: true)
        #expect(document["result"] == "unchanged" && document["changes"] == [])
        #expect(document["port"] == .integer(Int64(port.number)))
      }
      #expect(try tree(home.path) == before)
    }
  }

  @Test("two profiles get two tokens")
  func tokens() throws {
    try TestHome.with { home throws in
      for (name, port) in zip(["a", "b"], try FreePort.bases(2)) {
        #expect(home.run("--profile \(name) setup --port \(port)").status == .success)
      }
      let tokens = try ["a", "b"].map { name in
        try JSONReader.read(home.text(home.profile(.named(name)).configPath) ?? "")["gateway"]?["auth"]?["token"]
      }
      #expect(tokens[0] != nil && tokens[0] != tokens[1])
    }
  }

  @Test("named profiles that name no port get free ones, apart from each other, and keep them")
  func allocation() throws {
    try TestHome.with { home throws in
      let names = ["one", "two", "three"]
      let first = try names.map { try port(home.run("--profile \($0) setup --json")) }
      #expect(zip(first, first.dropFirst()).allSatisfy { abs($0.number - $1.number) >= PortPlan.spacing })
      let second = try names.reversed().map { try port(home.run("--profile \($0) setup --json")) }
      #expect(Array(second.reversed()) == first)
    }
  }

  @Test("an existing config of a named profile gains gateway.port and not one other byte")
  func existing() throws {
    try TestHome.with { home throws in
      let profile = home.profile(.named("rescue"))
      let text = """
        // my gateway
        {
          gateway: {
            mode: "local", // here
            auth: { token: "t" },
          },
          unknown: 1,
        }

        """
      try place(text, at: profile.configPath)
      let document = try expectDocument(home.run("--profile rescue setup --json"), ok: true)
      let port = try #require(document["port"]?.integerValue)
      #expect(document["result"] == "updated")
      let written = try #require(try home.text(profile.configPath))
      #expect(written.contains("// my gateway") && written.contains("// here") && written.contains("unknown: 1,"))
      #expect(leftAfterRemoving(written, text).contains("\(port)"))
      #expect(try Files.status(profile.configPath)?.mode == 0o600)
    }
  }

  /// What `written` has more than `text`, of which it must have every byte in order.
  private func leftAfterRemoving(_ written: String, _ text: String) -> String {
    var rest = Substring(text)
    let added = written.filter { sign in
      if rest.first == sign {
        rest.removeFirst()
        return false
      }
      return true
    }
    return rest.isEmpty ? added : "bytes are lost: \(rest)"
  }

  @Test("the default profile's config without a port stays as it is")
  func defaultPort() throws {
    try TestHome.with { home throws in
      let text = "{gateway:{mode:'local'}} // as it is\n"
      try place(text, at: home.profile().configPath)
      let run = home.run("setup --json")
      // 18789 itself may be held on the machine that runs this test.
      #expect(run.status == .success || run.status == .portHeld)
      #expect(try home.text(home.profile().configPath) == text)
    }
  }

  @Test("flags that differ from an existing config are told and not obeyed")
  func kept() throws {
    try TestHome.with { home throws in
      let ports = try FreePort.bases(2)
      #expect(home.run("setup --port \(ports[0])").status == .success)
      let before = try tree(home.path)
      let document = try expectDocument(
        home.run("setup --json --port \(ports[1]) --workspace \(home.path)/elsewhere"), ok: true)
      #expect(document["port"] == .integer(Int64(ports[0].number)) && document["result"] == "unchanged")
      #expect(document["workspace"] == .string(home.profile().defaultWorkspace.string))
      #expect(document["warnings"]?.arrayValue?.map { $0["code"] } == ["config-kept", "config-kept"])
      #expect(try tree(home.path) == before)
    }
  }

  @Test("--workspace goes into a new config and is made")
  func workspace() throws {
    try TestHome.with { home throws in
      let run = home.run("setup --json --port \(try FreePort.base()) --workspace ~/work/claw")
      let place = home.path.appending("work/claw")
      #expect(try expectDocument(run, ok: true)["workspace"] == .string(place.string))
      #expect(try Files.status(place)?.kind == .directory)
      let config = try JSONReader.read(home.text(home.profile().configPath) ?? "")
      #expect(config["agents"]?["defaults"]?["workspace"] == "~/work/claw")
    }
  }

  @Test("--dry-run lists the changes and makes none", arguments: ["setup", "--profile rescue setup"])
  func dryRun(_ line: String) throws {
    try TestHome.with { home throws in
      let document = try expectDocument(
        home.run("\(line) --dry-run --json --port \(try FreePort.base())"), ok: true)
      #expect(document["result"] == "planned")
      #expect(document["changes"]?.arrayValue?.contains { $0["step"] == "write-config" } == true)
      #expect(try tree(home.path) == [])
    }
  }

  @Test("each change is told once, in the plan and as it is made", arguments: ["", " --dry-run"])
  func once(_ flag: String) throws {
    try TestHome.with { home throws in
      let run = home.run("setup --port \(try FreePort.base())\(flag)")
      let told = (run.output + run.errors).split(separator: "\n")
        .compactMap { line in
          ["make directory", "write"].lazy.compactMap { line.firstRange(of: $0) }.first.map { line[$0.lowerBound...] }
        }
      #expect(told.count > 1 && Set(told).count == told.count, "\(run)")
    }
  }

  @Test("a port of another installed profile is refused before anything is written", arguments: [0, 2, 4])
  func collision(_ offset: Int) throws {
    try TestHome.with { home throws in
      let base = try FreePort.base()
      try home.installUnit(.named("other"), port: base)
      let before = try tree(home.path)
      let run = home.run("setup --json --port \(base.number + offset)")
      let document = try expectDocument(run, ok: false)
      #expect(run.status == .portHeld && document["code"] == "port-collision")
      #expect(document["error"]?.stringValue?.contains("other") == true)
      #expect(try tree(home.path) == before)
    }
  }

  @Test("a port on which a foreign program listens is refused, and the program named")
  func foreign() throws {
    try TestHome.with { home throws in
      let server = try ForeignServer(answer: nil)
      let run = home.run("setup --json --port \(server.port)")
      let document = try expectDocument(run, ok: false)
      #expect(run.status == .portHeld && document["code"] == "port-foreign")
      #expect(document["hints"]?[0]?.stringValue?.hasPrefix("openclaw setup --port 1") == true)
      #expect(document["error"]?.stringValue?.contains("127.0.0.1:\(server.port)") == true)
      #expect(try tree(home.path) == [])
    }
  }

  @Test("beside the profile's own gateway, which holds its lock, nothing is in the way")
  func besideOwnGateway() throws {
    try TestHome.with { home throws in
      let server = try ForeignServer(answer: nil)
      try home.configure(port: server.port)
      for directory in [home.profile().defaultWorkspace, home.profile().gatewayLock] { try placeDirectory(directory) }
      #expect(home.run("setup").status == .portHeld)
      // This process stands for the gateway: it listens, and holds the lock.
      guard let lock = try AdvisoryLock.tryExclusive(on: home.profile().gatewayLock) else {
        throw SystemError(code: EWOULDBLOCK, call: "flock")
      }
      let run = home.run("setup --json")
      #expect(try expectDocument(run, ok: true)["result"] == "unchanged", "\(run)")
      _ = consume lock
    }
  }

  @Test("a base too high for its family is refused") func tooHigh() throws {
    try TestHome.with { home throws in
      let run = home.run("setup --json --port 65500")
      #expect(try expectDocument(run, ok: false)["code"] == "port-out-of-range")
      #expect(run.status == .configurationRefused)
      #expect(try tree(home.path) == [])
    }
  }

  @Test("a config that cannot be read is refused with its line, and left as it is")
  func broken() throws {
    try TestHome.with { home throws in
      try place("{\n  gateway: {\n", at: home.profile().configPath)
      let before = try tree(home.path)
      let run = home.run("setup --json")
      let document = try expectDocument(run, ok: false)
      #expect(run.status == .configurationRefused && document["code"] == "config-rejected")
      #expect(document["error"]?.stringValue?.contains("openclaw.json:3:1") == true, "\(run)")
      #expect(try tree(home.path) == before)
    }
  }

  @Test("the port that an installed unit pins comes before a new one")
  func pinned() throws {
    try TestHome.with { home throws in
      let base = try FreePort.base()
      try home.installUnit(.named("rescue"), port: base)
      #expect(try port(home.run("--profile rescue setup --json")) == base)
    }
  }

  private func port(_ run: CommandRun) throws -> Port {
    try #require(try run.document["port"]?.integerValue.flatMap { Port(Int($0)) }, "\(run)")
  }
}
