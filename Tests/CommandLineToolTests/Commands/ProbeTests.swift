import CommandTree
import JSON
import Platform
import Profiles
import TestSupport
import Testing

@Suite("openclaw gateway probe", .whereNoSystemdRuns, .serialized) struct ProbeTests {
  @Test("the own gateway is found, with all it says of itself and no secret") func local() async throws {
    try await TestHome.withGateway { home, _ async throws in
      let run = try await blocking { home.run("gateway probe --json") }
      let document = try expectDocument(run, ok: true)
      #expect(run.status == .success && document["primaryTargetId"] == "localLoopback" && document["action"] == "probe")
      let target = try #require(document["targets"]?[0])
      #expect(target["connect"]?["ok"] == true && target["active"] == true && target["tunnel"] == .null)
      #expect(target["connect"]?["error"] == .null && target["self"]?["version"]?.stringValue?.isEmpty == false)
      #expect(target["config"]?["gateway"]?["authTokenConfigured"] == true, "\(target)")
      #expect(target["config"]?["gateway"]?["remoteTokenConfigured"] == false)
      #expect(target["health"]?["ok"] == true && target["summary"]?["sessions"] != nil)
      #expect(target["presence"]?.arrayValue?.isEmpty == false && document["warnings"] == [])
      #expect(document["network"]?["localLoopbackUrl"] == target["url"], "\(document)")
      let text = try await blocking { home.run("gateway probe") }
      #expect(text.output.hasPrefix("Reachable: localLoopback\n  localLoopback  ws://127.0.0.1:"), "\(text)")
    }
  }

  @Test("a tunnel by ssh leads to the gateway with the credentials of gateway.remote, and ends with the command")
  func tunnel() async throws {
    try await TestHome.withGateway(config: ", x: 1") { home, _ async throws in
      let ssh = try ScriptedSSH(in: home)
      let shell = home.setting(["PATH": "\(ssh.folder):/usr/bin:/bin"])
      let line = "gateway probe --ssh ops@elsewhere:2222 --ssh-identity key --token t --timeout 20000 --json"
      let document = try expectDocument(try await blocking { shell.run(line) }, ok: true)
      #expect(document["primaryTargetId"] == "sshTunnel", "\(document)")
      let target = try #require(document["targets"]?[0])
      #expect(target["tunnel"]?["target"] == "ops@elsewhere:2222" && target["tunnel"]?["kind"] == "ssh")
      #expect(document["warnings"] == [], "both ways lead to the same gateway")
      let words = try ssh.words()
      let keyed = try #require(words.firstIndex(of: "-i"))
      #expect(words.suffix(2) == ["--", "ops@elsewhere"] && words[keyed + 1].hasSuffix("/key"), "\(words)")
      let pid = try #require(target["tunnel"]?["pid"]?.integerValue)
      #expect(ProcessStatus.read(Int32(pid)) == nil)
    }
  }

  @Test("the own token goes through no tunnel") func separateCredentials() async throws {
    try await TestHome.withGateway { home, _ async throws in
      let ssh = try ScriptedSSH(in: home)
      let shell = home.setting(["PATH": "\(ssh.folder):/usr/bin:/bin"])
      let run = try await blocking { shell.run("gateway probe --ssh ops@elsewhere --timeout 20000 --json") }
      let target = try #require(try expectDocument(run, ok: true)["targets"]?[0])
      #expect(target["kind"] == "sshTunnel" && target["connect"]?["code"] == "auth-token-missing", "\(target)")
    }
  }

  @Test("what ssh says is the warning, and the other ways are tried all the same") func refusedBySSH() async throws {
    try await TestHome.withGateway { home, _ async throws in
      let ssh = try ScriptedSSH(in: home, refusal: "ops@elsewhere: Permission denied (publickey).")
      let shell = home.setting(["PATH": ssh.folder.string])
      let document = try expectDocument(
        try await blocking { shell.run("gateway probe --ssh ops@elsewhere --json") }, ok: true)
      #expect(document["primaryTargetId"] == "localLoopback")
      let warning = document["warnings"]?[0]
      #expect(warning?["code"] == "ssh_tunnel_failed" && warning?["targetIds"] == ["sshTunnel"], "\(document)")
      #expect(warning?["message"]?.stringValue?.contains("Permission denied") == true)
    }
  }

  @Test("refused credentials have the status 5") func unauthorized() async throws {
    try await TestHome.withGateway { home, _ async throws in
      let run = try await blocking { home.run("gateway probe --token wrong --json") }
      let document = try expectDocument(run, ok: false)
      #expect(run.status == .unauthorized && document["code"] == "auth-token-mismatch")
      #expect(document["targets"]?[0]?["connect"]?["ok"] == false && document["primaryTargetId"] == .null)
    }
  }

  @Test("without any gateway the status is 4, and every way is in the document", .timeLimit(.minutes(1)))
  func nothing() throws {
    try TestHome.with { home throws in
      let silent = try ForeignServer(answer: nil)
      let port = try FreePort.base()
      try place(
        "{gateway: {port: \(port), mode: 'local', remote: {url: 'ws://127.0.0.1:\(silent.port)'}}}",
        at: home.profile().configPath)
      let run = home.run("gateway probe --url ws://127.0.0.1:1 --timeout 300 --json")
      let document = try expectDocument(run, ok: false)
      #expect(run.status == .unreachable && document["code"] == "unreachable" && document["timeoutMs"] == 300)
      let kinds = document["targets"]?.arrayValue?.map { $0["kind"] }
      #expect(kinds == ["explicit", "configRemote", "localLoopback"], "\(document)")
      #expect(document["targets"]?[1]?["connect"]?["code"] == "timed-out")
    }
  }

  @Test("a destination that ssh could misread is refused before anything is started")
  func badDestination() throws {
    try TestHome.with { home throws in
      let run = home.run(["gateway", "probe", "--ssh=-oProxyCommand=x", "--json"])
      #expect(try run.status == .usage && run.document["code"] == "bad-ssh-target", "\(run)")
    }
  }
}
