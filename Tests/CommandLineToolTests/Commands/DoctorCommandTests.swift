import CommandTree
import JSON
import Platform
import Profiles
import TestSupport
import Testing

@testable import CommandLineTool

@Suite("openclaw doctor on a scratch home", .whereNoSystemdRuns) struct DoctorCommandTests {
  /// A config with comments, an unknown key and two defects: no mode, and readable by others.
  private static let text = """
    // mine
    { gateway: { port: 23000, /* kept */ auth: { token: 'cccccccccccccccccccccccc' }, }, unknown: [1,2,], }

    """

  private func damage(_ home: TestHome) throws {
    try place(Self.text, at: home.profile().configPath)
    try Files.setMode(home.profile().stateDirectory, 0o700)
    try Files.setMode(home.profile().configPath, 0o644)
  }

  private func ids(_ run: CommandRun) throws -> [String] {
    try (run.document["findings"]?.arrayValue ?? []).filter { $0["severity"] != "info" }
      .compactMap { $0["checkId"]?.stringValue }
  }

  @Test("without --fix it says what is wrong, exits with 1 and changes nothing", arguments: ["", " --fix --dry-run"])
  func shows(_ flags: String) throws {
    try TestHome.with { home throws in
      try damage(home)
      let before = try tree(home.path)
      let run = home.run("doctor --json\(flags)")
      #expect(run.status == .failure, "\(run)")
      let document = try expectDocument(run, ok: false)
      #expect(document["code"] == "findings" && document["action"] == "doctor")
      #expect(try ids(run) == ["gateway-mode-unset", "config-open"])
      #expect(document["repairs"]?.arrayValue?.map { $0["result"] } == ["planned", "planned"])
      #expect(try tree(home.path) == before)
    }
  }

  @Test("--fix mends, keeps every other byte and the former content, and the second time changes nothing")
  func fixes() throws {
    try TestHome.with { home throws in
      try damage(home)
      let run = home.run("doctor --fix --json")
      let document = try expectDocument(run, ok: true)
      #expect(run.status == .success && document["result"] == "repaired", "\(run)")
      #expect(try ids(run) == [])
      let keys = document["repairs"]?.arrayValue?.compactMap { $0["keys"]?.arrayValue }.flatMap { $0 }
      #expect(keys == [["path": "gateway.mode", "after": "local"]])
      let mended = try #require(try home.text(home.profile().configPath))
      #expect(mended.contains("// mine") && mended.contains("/* kept */") && mended.contains("unknown: [1,2,], }"))
      #expect(try home.text(home.profile().stateDirectory.appending("openclaw.json.bak")) == Self.text)
      let after = try tree(home.path)
      let again = home.run("doctor --fix --json")
      #expect(try expectDocument(again, ok: true)["result"] == "unchanged")
      #expect(try tree(home.path) == after)
    }
  }

  @Test("--undo puts bytes and modes back, and the second time has nothing to do") func undo() throws {
    try TestHome.with { home throws in
      try damage(home)
      #expect(home.run("doctor --undo --json").status == .success)
      #expect(home.run("doctor --fix").status == .success)
      let run = home.run("doctor --undo --json")
      #expect(try expectDocument(run, ok: true)["result"] == "undone")
      #expect(try home.text(home.profile().configPath) == Self.text)
      #expect(try Files.status(home.profile().configPath)?.mode == 0o644)
      #expect(try expectDocument(home.run("doctor --undo --json"), ok: true)["result"] == "unchanged")
    }
  }

  @Test("what somebody has changed after the repair stays when it is taken back") func undoAfterEdit() throws {
    try TestHome.with { home throws in
      try damage(home)
      #expect(home.run("doctor --fix").status == .success)
      #expect(home.run("config set gateway.port 23100").status == .success)
      #expect(home.run("doctor --undo").status == .success)
      #expect(try home.text(home.profile().configPath)?.contains("23100") == true)
    }
  }

  @Test("a missing token is made when asked for, and is in no output") func token() throws {
    try TestHome.with { home throws in
      try place("{gateway: {mode: 'local', port: 23000}}\n", at: home.profile().configPath)
      try Files.setMode(home.profile().configPath, 0o600)
      try Files.setMode(home.profile().stateDirectory, 0o700)
      let run = home.run("doctor --generate-gateway-token --non-interactive --json")
      #expect(run.status == .success, "\(run)")
      let text = try #require(try home.text(home.profile().configPath))
      let token = try #require(text.firstMatch(of: /[0-9a-f]{48}/)?.output)
      #expect(!run.output.contains(token) && !run.errors.contains(token))
    }
  }

  @Test("a config that cannot be read is left alone, with status 78 and its place") func unreadable() throws {
    try TestHome.with { home throws in
      try place("{\n  gateway: {,\n", at: home.profile().configPath)
      let run = home.run("doctor --fix --only config-invalid --json")
      #expect(run.status == .configurationRefused, "\(run)")
      #expect(try home.text(home.profile().configPath) == "{\n  gateway: {,\n")
      let place = try run.document["findings"]?.arrayValue?.first?["where"]?.stringValue
      #expect(place?.hasSuffix("openclaw.json:2:13") == true, "\(run)")
    }
  }

  @Test("--only and --skip choose checks, and an unknown one is a mistake") func selection() throws {
    try TestHome.with { home throws in
      try damage(home)
      #expect(try ids(home.run("doctor --json --only config-open")) == ["config-open"])
      #expect(try ids(home.run("doctor --json --skip config-open")) == ["gateway-mode-unset"])
      let run = home.run("doctor --json --only config-opne")
      #expect(run.status == .usage)
      #expect(try expectDocument(run, ok: false)["code"] == "no-such-check")
    }
  }

  @Test("where config and services are made elsewhere nothing is repaired") func managedElsewhere() throws {
    try TestHome.with { home throws in
      try damage(home)
      let before = try tree(home.path)
      let run = home.setting(["OPENCLAW_NIX_MODE": "1"]).run("doctor --fix --json")
      #expect(run.status == .failure)
      #expect(try run.document["repairs"]?.arrayValue?.map { $0["result"] } == ["skipped", "skipped"])
      #expect(try tree(home.path) == before)
    }
  }

  @Test("a config that a newer openclaw wrote is left alone") func newer() throws {
    try TestHome.with { home throws in
      try damage(home)
      let text = Self.text.replacing("unknown:", with: "meta: {lastTouchedVersion: '9999.1.1'}, unknown:")
      try place(text, at: home.profile().configPath)
      let run = home.run("doctor --fix --json")
      #expect(try ids(run).contains("config-newer") && run.status == .failure, "\(run)")
      #expect(try home.text(home.profile().configPath) == text)
    }
  }

  @Test("without --force what somebody has put into a unit keeps it from being written again") func forced() throws {
    try TestHome.with { home throws in
      let port = try FreePort.base()
      try home.configure(.named("zrescue"), port: port)
      let unit = try home.installUnit(.named("zrescue"), port: port)
      let text = try #require(try home.text(unit))
      try place(text.replacing("TimeoutStopSec=30", with: "TimeoutStopSec=77"), at: unit)
      let run = home.run("--profile zrescue doctor --fix --json --only service-config-custom")
      let repair = try run.document["repairs"]?.arrayValue?.first
      #expect(repair?["result"] == "skipped" && repair?["checks"] == ["service-config-custom"], "\(run)")
      #expect(try home.text(unit)?.contains("TimeoutStopSec=77") == true)
    }
  }

  @Test("docs/doctor.md is current: else run make generate") func page() throws {
    try TestHome.with { home throws in
      #expect(home.run("doctor --list").output == (try Checkout.text(of: "docs/doctor.md")))
    }
  }
}

@Suite("openclaw security audit on a scratch home", .whereNoSystemdRuns) struct SecurityAuditTests {
  @Test("it exits with 0 whatever it finds, in the words of its own documents") func finds() throws {
    try TestHome.with { home throws in
      #expect(home.run("setup --port \(try FreePort.base())").status == .success)
      try Files.setMode(home.profile().configPath, 0o644)
      let run = home.run("security audit --json")
      let document = try expectDocument(run, ok: true)
      #expect(run.status == .success && document["summary"]?["critical"] == 1, "\(run)")
      let finding = document["findings"]?.arrayValue?.first
      #expect(finding?["checkId"] == "fs.config.perms_world_readable" && finding?["severity"] == "critical")
      #expect(finding?["title"] != nil && finding?["detail"] != nil && finding?["remediation"] != nil)
      #expect(home.run("security audit --fix").status == .success)
      #expect(try Files.status(home.profile().configPath)?.mode == 0o600)
    }
  }
}
