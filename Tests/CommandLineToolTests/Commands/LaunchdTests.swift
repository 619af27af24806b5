import JSON
import Platform
import Profiles
import Services
import TestSupport
import Testing

@Suite("Services under launchd", .serialized) struct LaunchdTests {
  @Test("an install is planned step by step, and a dry run changes nothing")
  func dryRun() async throws {
    try await LaunchdHome.with { home in
      let document = try await home.install("--dry-run")
      let steps = (document["changes"]?.arrayValue ?? []).compactMap { $0["step"]?.stringValue }
      #expect(document["result"] == "planned")
      #expect(
        steps == [
          "make-state-directory", "write-config", "make-workspace", "make-workspace", "make-log-directory",
          "make-unit-directory", "make-unit-directory", "write-record", "write-unit", "enable", "start",
        ])
      #expect(try tree(home.path) == [])
      #expect(try home.launchctl.calls().allSatisfy { $0.hasPrefix("print") })
    }
  }

  @Test(
    "an install ends with a gateway that answers, a second one changes nothing, an uninstall leaves user data alone")
  func lifecycle() async throws {
    try await LaunchdHome.with { home in
      let installed = try await home.install()
      #expect(installed["result"] == "installed" && installed["unit"] == "bot.molt.rescue")
      #expect(installed["service"]?["label"] == "LaunchAgent" && installed["service"]?["loadedText"] == "loaded")
      let agent = try #require(try home.agent())
      #expect(agent.runsAtLoad && agent.isKeptAlive && agent.port == home.port && agent.profile == .named("rescue"))
      #expect(try Files.status(home.profile.launchAgentPath)?.mode == 0o600)
      #expect(try Files.status(LaunchAgent.logDirectory(of: home.profile))?.mode == 0o700)
      let before = try tree(home.path)
      #expect(try await home.install()["result"] == "already-installed")
      #expect(try tree(home.path) == before)
      #expect(try await home.gateway("uninstall")["result"] == "uninstalled")
      #expect(try home.launchctl.registrations() == [])
      #expect(try Files.status(home.path.appending("Library")) == nil)
      #expect(try Files.status(home.profile.configPath) != nil)
      #expect(try await home.gateway("uninstall")["result"] == "not-installed")
    }
  }

  @Test("status says the same things of a LaunchAgent as of a unit")
  func status() async throws {
    try await LaunchdHome.with { home in
      #expect(try await home.gateway("status")["state"] == "not-installed")
      _ = try await home.install()
      let document = try await home.gateway("status")
      #expect(try StatusSchema().violations(in: try #require(document.objectValue)) == [])
      #expect(document["state"] == "running" && document["scope"] == "user" && document["rpc"]?["ok"] == true)
      #expect(document["service"]?["label"] == "LaunchAgent" && document["service"]?["loaded"] == true)
      #expect(document["service"]?["manager"]?["available"] == true)
      #expect(document["service"]?["configAudit"]?["ok"] == true && document["warnings"] == [])
      #expect(document["logs"]?["errors"] == .string(LaunchAgent.errorLog(of: home.profile).string))
      let profiles = try JSONReader.read(try await home.run("profiles list --json").output)
      let row = profiles["profiles"]?.arrayValue?.first
      #expect(row?["unit"] == "bot.molt.rescue" && row?["state"] == "running", "\(profiles.text())")
    }
  }

  @Test("each line of the gateway is in its file once, though launchd sends standard output to the same file")
  func logs() async throws {
    try await LaunchdHome.with { home in
      let errors = LaunchAgent.errorLog(of: home.profile)
      try place(String(repeating: "x", count: 11 << 20), at: errors)
      _ = try await home.install()
      let text = String(decoding: try Files.read(home.profile.logFile) ?? [], as: UTF8.self)
      let messages = try text.split(separator: "\n").map { try JSONReader.read(String($0))["1"]?.stringValue }
      #expect(messages.count { $0?.hasPrefix("listening on") == true } == 1, "\(text)")
      #expect(try Files.status(errors)?.size == 0, "what had grown too large is emptied at a start")
      let document = try await home.gateway("logs")
      #expect(document["source"] == "file" && document["lines"]?.arrayValue?.isEmpty == false)
    }
  }

  @Test("what is stopped stays stopped and can be started; a restart has another process")
  func activity() async throws {
    try await LaunchdHome.with { home in
      #expect(try await home.gateway("start", status: 3)["code"] == "not-installed")
      #expect(try await home.gateway("stop")["result"] == "not-loaded")
      let first = try await home.install()["service"]?["pid"]
      #expect(try await home.gateway("stop")["result"] == "stopped")
      #expect(try await home.gateway("stop")["result"] == "already-stopped")
      #expect(try await home.gateway("status")["state"] == "stopped")
      #expect(try await home.gateway("start")["result"] == "started")
      let others = try await home.run("--profile rescue gateway status --json")
      #expect(!others.output.contains("foreground"), "what launchd has started is no gateway in the foreground")
      let second = try await home.gateway("start")
      #expect(second["result"] == "already-running" && second["service"]?["pid"] != first)
      let third = try await home.gateway("restart")
      #expect(third["result"] == "restarted" && third["service"]?["pid"] != second["service"]?["pid"])
    }
  }

  @Test("an agent that somebody has edited is told, and written anew with a copy kept only when that is asked for")
  func edited() async throws {
    try await LaunchdHome.with { home in
      _ = try await home.install()
      let path = home.profile.launchAgentPath
      let mine = try #require(try Files.read(path).map { String(decoding: $0, as: UTF8.self) })
        .replacing("<key>KeepAlive</key>", with: "<key>Nice</key><integer>5</integer><key>KeepAlive</key>")
        .replacing("<true/>", with: "<false/>")
      try place(mine, at: path)
      let told = try await home.install()
      let differing = (told["differences"]?.arrayValue ?? []).compactMap { $0["directive"]?.stringValue }
      #expect(
        told["result"] == "already-installed" && differing == ["KeepAlive", "RunAtLoad", "Nice"], "\(told.text())")
      let hint = told["warnings"]?.arrayValue?.first?["hint"]?.stringValue
      #expect(hint?.hasSuffix("gateway install --force --port \(home.port) --manager launchd") == true)
      let issues = try await home.gateway("status")["service"]?["configAudit"]?["issues"]?.arrayValue ?? []
      #expect(issues.compactMap { $0["code"]?.stringValue } == ["launchd-run-at-load", "launchd-keep-alive"])
      #expect(try await home.install("--force")["result"] == "installed")
      #expect(try home.agent()?.isKeptAlive == true)
      let copies = try (Files.list(home.profile.stateDirectory) ?? []).filter { $0.hasPrefix("bot.molt.rescue.") }
      #expect(try Files.read(home.profile.stateDirectory.appending(try #require(copies.first))) == Array(mine.utf8))
    }
  }

  @Test("the doctor finds what is wrong with an agent, mends it, and puts it back when told to")
  func doctor() async throws {
    try await LaunchdHome.with { home in
      _ = try await home.install()
      let path = home.profile.launchAgentPath
      let text = try #require(try Files.read(path).map { String(decoding: $0, as: UTF8.self) })
      let broken = text.replacing("<key>RunAtLoad</key>\n\t<true/>", with: "<key>RunAtLoad</key>\n\t<false/>")
      try place(broken, at: path)
      let words = "--profile rescue doctor --manager launchd --only launchd-run-at-load,unit-reload-needed --json"
      let found = try await home.run(words)
      #expect(found.status == 1 && found.output.contains("launchd-run-at-load"), "\(found)")
      let mended = try await home.run("\(words) --fix")
      #expect(mended.status == 0, "\(mended)")
      #expect(try Files.read(path) == Array(text.utf8))
      #expect(try await home.run("--profile rescue doctor --undo --manager launchd").succeeded)
      #expect(try Files.read(path) == Array(broken.utf8))
    }
  }
}
