import CommandTree
import JSON
import Platform
import Profiles
import Services
import TestSupport
import Testing

@Suite("Services under launchd when something is wrong", .serialized) struct LaunchdFailureTests {
  @Test("a launchd that never loads the job leaves everything as it was, and launchctl's words are told")
  func rolledBack() async throws {
    try await LaunchdHome.with { home in
      try home.launchctl.replies("bootstrap", "5 always")
      let failure = try await home.gateway("install --port \(home.port) --wait 1", status: 1)
      #expect(failure["code"] == "left-unloaded" && failure["step"] == "start")
      #expect(failure["error"]?.stringValue?.contains("5: Input/output error") == true, "\(failure.text())")
      #expect(try tree(home.path) == [] && home.launchctl.registrations() == [])
    }
  }

  @Test("a reinstall that fails has the former gateway run again")
  func formerRuns() async throws {
    try await LaunchdHome.with { home in
      _ = try await home.install()
      let text = try Files.read(home.profile.launchAgentPath)
      try home.launchctl.replies("bootstrap", "5", "5", "5", "5", "5", "5")
      let other = try #require(home.port.advanced(by: 1))
      let failure = try await home.gateway("install --force --port \(other)", status: 1)
      #expect(failure["code"] == "left-unloaded", "\(failure.text())")
      #expect(try Files.read(home.profile.launchAgentPath) == text)
      #expect(try await home.gateway("status")["rpc"]?["ok"] == true)
    }
  }

  @Test("a program that is not there is named as the cause")
  func programMissing() async throws {
    try await LaunchdHome.with { home in
      _ = try await home.install()
      _ = try await home.gateway("stop")
      let text = try #require(try Files.read(home.profile.launchAgentPath).map { String(decoding: $0, as: UTF8.self) })
      let program = try #require(try home.agent()?.command?.executable)
      try place(text.replacing(program, with: "/nonexistent/openclaw"), at: home.profile.launchAgentPath)
      let failure = try await home.gateway("start", status: 1)
      #expect(failure["code"] == "start-failed")
      #expect(failure["hints"]?.arrayValue?.first?.stringValue?.contains("gateway install --force") == true)
    }
  }

  @Test("agents of earlier labels leave launchd and the disk with an install, and come back when it fails")
  func legacy() async throws {
    try await LaunchdHome.with { home in
      let old = try await home.leaveBehind("com.openclaw.rescue")
      let others = try await home.leaveBehind("com.openclaw.other")
      let status = try await home.gateway("status")
      let found = (status["legacyServices"]?.arrayValue ?? []).compactMap { $0["label"]?.stringValue }
      #expect(found == ["com.openclaw.other", "com.openclaw.rescue"])
      try home.launchctl.replies("bootstrap", "5", "5", "5", "5", "5", "5")
      _ = try await home.gateway("install --port \(home.port)", status: 1)
      #expect(try Files.status(old) != nil)
      #expect(
        try home.launchctl.registrations().sorted() == ["loaded com.openclaw.other", "loaded com.openclaw.rescue"])
      let steps = (try await home.install()["changes"]?.arrayValue ?? []).compactMap { $0["summary"]?.stringValue }
      #expect(steps.contains("stop com.openclaw.rescue") && steps.contains { $0.hasPrefix("remove \(old)") })
      #expect(try Files.status(old) == nil && Files.status(others) != nil)
      #expect(try home.launchctl.registrations().sorted() == ["loaded bot.molt.rescue", "loaded com.openclaw.other"])
    }
  }

  @Test("from inside the job, what would take two requests of launchd is refused before the first")
  func inside() async throws {
    try await LaunchdHome.with { home in
      _ = try await home.install()
      let pid = try await home.gateway("status")["service"]?["runtime"]?["pid"]
      let text = try #require(try Files.read(home.profile.launchAgentPath).map { String(decoding: $0, as: UTF8.self) })
      try place(text.replacing("<true/>", with: "<false/>"), at: home.profile.launchAgentPath)
      for words in ["restart", "uninstall", "install --force"] {
        let failure = try await home.gateway(words, status: 1, variables: ["XPC_SERVICE_NAME=bot.molt.rescue"])
        #expect(failure["code"] == "inside-service", "\(failure.text())")
      }
      let status = try await home.gateway("status")
      #expect(status["service"]?["runtime"]?["pid"] == pid)
      #expect(status["warnings"]?.arrayValue?.first?["code"] == "needs-reload")
    }
  }

  @Test(
    "what launchd has not is refused before anything is written",
    arguments: [
      ("gateway install --manager launchd --system --run-as nobody", "no-launch-daemon", 2),
      ("gateway install --manager launchd --hardened", "no-sandbox", 2),
      ("gateway install --manager launchd --enable-linger", "no-linger", 2),
      ("--profile mac gateway install --manager launchd", "profile-name-refused", 2),
      ("--profile Main gateway start --manager launchd", "profile-name-refused", 2),
    ] as [(String, String, Int32)])
  func refused(_ line: String, _ code: String, _ status: Int32) async throws {
    try await LaunchdHome.with { home in
      let result = try await home.run("\(line) --json")
      #expect(result.status == status, "\(result)")
      #expect(try JSONReader.read(result.output)["code"] == .string(code), "\(result)")
      #expect(try tree(home.path) == [] && home.launchctl.calls() == [])
    }
  }

  @Test(
    "without a launchctl every command says what is missing",
    arguments: ["install", "uninstall", "start", "stop", "restart", "status", "logs"])
  func noLaunchctl(_ verb: String) throws {
    try TestHome.with { home throws in
      let run = home.setting(["PATH": "/nonexistent:/usr/bin"]).run("gateway \(verb) --manager launchd --json")
      let document = try expectDocument(run, ok: false)
      #expect(run.status == .noServiceManager && document["code"] == "no-service-manager", "\(run)")
      #expect(document["error"]?.stringValue?.contains("/nonexistent:/usr/bin") == true, "\(run)")
      #expect(try tree(home.path) == [])
    }
  }
}
