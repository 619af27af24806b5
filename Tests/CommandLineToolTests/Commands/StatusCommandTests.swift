import CommandTree
import JSON
import Platform
import Profiles
import TestSupport
import Testing

@Suite("openclaw gateway status on a scratch home") struct StatusCommandTests {
  @Test("without a service it says so, completely, and exits with 0", .whereNoSystemdRuns)
  func nothing() throws {
    try TestHome.with { home throws in
      let port = try FreePort.base()
      try home.configure(.named("zrescue"), port: port)
      let run = home.run("--profile zrescue gateway status --manager systemd --json")
      let document = try expectDocument(run, ok: true)
      #expect(run.status == .success && run.errors.isEmpty)
      #expect(document["profile"] == "zrescue" && document["scope"] == "none")
      #expect(document["state"] == "not-installed" && document["reachable"] == false)
      #expect(document["auth"] == "unknown" && document["rpc"]?["code"] == "connection-refused")
      #expect(document["service"]?["manager"]?["code"] == "no-service-manager")
      #expect(document["service"]?["command"] == .null && document["incomplete"] == [])
      #expect(document["gateway"]?["probeUrl"] == .string("ws://127.0.0.1:\(port)"))
      #expect(document["port"]?["status"] == "free")
    }
  }

  @Test("it writes nothing", arguments: ["gateway status --deep", "status", "gateway status --no-probe --json"])
  func readOnly(_ line: String) throws {
    try TestHome.with { home throws in
      try home.configure(.named("zrescue"), port: try FreePort.base())
      let before = try tree(home.path)
      #expect(home.run("--profile zrescue \(line)").status == .success)
      #expect(try tree(home.path) == before)
    }
  }

  @Test("--require-rpc and status --deep fail when nothing answers")
  func required() throws {
    try TestHome.with { home throws in
      try home.configure(.named("zrescue"), port: try FreePort.base())
      for line in ["gateway status --require-rpc", "status --deep"] {
        let run = home.run("--profile zrescue \(line) --json")
        #expect(run.status == .unreachable)
        try expectDocument(run, ok: true)
      }
    }
  }

  @Test("a foreign program on the port is no gateway of ours")
  func foreign() throws {
    try TestHome.with { home throws in
      let server = try ForeignServer(answer: "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")
      try home.configure(.named("zrescue"), port: server.port)
      let document = try expectDocument(home.run("--profile zrescue gateway status --json"), ok: true)
      #expect(document["reachable"] == false && document["rpc"]?["code"] == "port-foreign", "\(document)")
      #expect(document["port"]?["status"] == "busy")
      #expect(document["port"]?["listeners"]?[0]?["address"] == .string("127.0.0.1:\(server.port)"))
      #expect(home.run("--profile zrescue gateway health").status == .unreachable)
    }
  }

  @Test("a server that never answers costs the timeout and no more")
  func silent() throws {
    try TestHome.with { home throws in
      let server = try ForeignServer(answer: nil)
      try home.configure(.named("zrescue"), port: server.port)
      let document = try expectDocument(
        home.run("--profile zrescue gateway status --json --timeout 200"), ok: true)
      #expect(document["rpc"]?["code"] == "timed-out" && document["incomplete"] == [], "\(document)")
    }
  }

  @Test("--url is what is probed, and --no-probe leaves the answers out")
  func target() throws {
    try TestHome.with { home throws in
      let url = "ws://127.0.0.1:1"
      let probed = try expectDocument(home.run("gateway status --json --url \(url)"), ok: true)
      #expect(probed["gateway"]?["probeUrl"] == .string(url) && probed["rpc"]?["url"] == .string(url))
      let silent = try expectDocument(home.run("gateway status --json --no-probe"), ok: true)
      #expect(["reachable", "auth", "rpc"].allSatisfy { silent[$0] == nil })
    }
  }

  @Test("an installed unit's port is probed, and a config that differs is pointed out")
  func pinned() throws {
    try TestHome.with { home throws in
      let ports = try FreePort.bases(2)
      try home.configure(.named("zrescue"), port: ports[0])
      let unit = try home.installUnit(.named("zrescue"), port: ports[1])
      let document = try expectDocument(home.run("--profile zrescue gateway status --json"), ok: true)
      #expect(document["scope"] == "user" && document["gateway"]?["portSource"] == "service args")
      #expect(document["gateway"]?["port"] == .integer(Int64(ports[1].number)))
      #expect(document["service"]?["command"]?["sourcePath"] == .string(unit.string))
      #expect(document["portCli"]?["port"] == .integer(Int64(ports[0].number)))
      #expect(document["warnings"]?.arrayValue?.contains { $0["code"] == "port-differs" } == true)
      #expect(document["service"]?["configAudit"] == ["ok": true, "issues": []])
    }
  }

  @Test("a config that the gateway would refuse is named with line and column")
  func broken() throws {
    try TestHome.with { home throws in
      try place("{\n  gateway: {port: 'x'},\n}\n", at: home.profile(.named("zrescue")).configPath)
      let document = try expectDocument(home.run("--profile zrescue gateway status --json --no-probe"), ok: true)
      #expect(document["config"]?["cli"]?["valid"] == false)
      let issue = document["config"]?["cli"]?["issues"]?[0]
      #expect(issue?["path"] == "gateway.port" && issue?["line"] == 2, "\(document)")
    }
  }

  @Test("another gateway's inherited variables are overruled by the flag, told once")
  func inherited() throws {
    try TestHome.with { home throws in
      try home.configure(.named("zrescue"), port: try FreePort.base())
      let inside = home.setting([
        "OPENCLAW_STATE_DIR": home.path.appending(".openclaw").string, "OPENCLAW_SERVICE_MARKER": "openclaw",
        "OPENCLAW_GATEWAY_PORT": "18789",
      ])
      let run = inside.run("--profile zrescue gateway status --json --no-probe")
      let document = try expectDocument(run, ok: true)
      #expect(document["config"]?["cli"]?["path"] == .string(home.profile(.named("zrescue")).configPath.string))
      #expect(run.errors.split(separator: "\n").count == 1 && run.errors.contains("OPENCLAW_STATE_DIR"))
    }
  }
}
