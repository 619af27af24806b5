import CommandTree
import JSON
import Platform
import TestSupport
import Testing

@Suite("Failures with --json") struct FailureDocumentTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let line: String
    let code: String
    let status: CommandStatus

    init(_ line: String, _ code: String, _ status: CommandStatus) {
      self.line = line
      self.code = code
      self.status = status
    }

    var testDescription: String { line }
  }

  static let rows = [
    Row("--json", "unknown-flag", .usage), Row("frobnicate --json", "unknown-command", .usage),
    Row("gateway status --json --prot", "unknown-flag", .usage),
    Row("--profile ../x gateway status --json", "bad-profile-name", .usage),
    Row("--profile .hidden profiles list --json", "bad-profile-name", .usage),
    Row("--profile -x setup --json", "missing-value", .usage),
    Row("--profile \(String(repeating: "a", count: 65)) setup --json", "bad-profile-name", .usage),
    Row("gateway status --profile rescue --json", "misplaced-flag", .usage),
    Row("gateway install --port 0 --json", "invalid-value", .usage),
    Row("gateway install --port 70000 --json", "invalid-value", .usage),
    Row("setup --port x --json", "invalid-value", .usage),
    Row("gateway install --run-as claw --json", "missing-flag", .usage),
    Row("gateway uninstall --yes --json", "missing-flag", .usage),
    Row("gateway status --json --token a --token-file b", "exclusive-flags", .usage),
    Row("gateway status --json --no-probe --require-rpc", "exclusive-flags", .usage),
    Row("gateway status --json --token-file /nowhere/at/all", "secret-file-unreadable", .usage),
    Row("gateway health --json --token-file /dev/null", "secret-file-unreadable", .usage),
    Row("gateway health --json --url nonsense", "bad-url", .usage),
    Row("gateway health --json --url ws://127.0.0.1:1", "connection-refused", .unreachable),
    Row("health --json --timeout 0", "invalid-value", .usage),
    Row("gateway call --json", "missing-argument", .usage),
    Row("gateway call health --params { --json", "bad-params", .usage),
    Row("gateway call health --json --url ws://127.0.0.1:1", "connection-refused", .unreachable),
    Row("gateway render --manager upstart --json", "invalid-value", .usage),
    Row("profiles --json", "missing-command", .usage), Row("status now --json", "unexpected-argument", .usage),
    Row("gateway --json", "unknown-flag", .usage),
    Row("--profile znone gateway start --json", "not-installed", .notInstalled),
    Row("--profile znone gateway restart --json", "not-installed", .notInstalled),
  ]

  @Test("a bad name in the environment is blamed on its variable") func inheritedName() throws {
    try TestHome.with { home throws in
      let document = try expectDocument(
        home.setting(["OPENCLAW_PROFILE": "../x"]).run("gateway status --json"), ok: false)
      #expect(document["error"]?.stringValue?.contains("(OPENCLAW_PROFILE)") == true)
      #expect(document["hints"] == ["unset OPENCLAW_PROFILE"])
    }
  }

  @Test("each is one document with the keys of docs/json.md, and standard error is empty", arguments: rows)
  func document(_ row: Row) throws {
    try TestHome.with { home throws in
      let run = home.run(row.line)
      let document = try expectDocument(run, ok: false)
      #expect(document["code"] == .string(row.code) && run.status == row.status, "\(run)")
      #expect(document["error"]?.stringValue?.isEmpty == false)
      let known = ["ok", "schemaVersion", "action", "error", "code", "step", "hints"]
      #expect(document.objectValue?.keys.filter { !known.contains($0) } == [])
      #expect(run.errors.isEmpty, "\(run)")
      #expect(try tree(home.path) == [])
    }
  }

  @Test("without --json the same is told on standard error alone", arguments: rows)
  func text(_ row: Row) throws {
    try TestHome.with { home throws in
      let words = row.line.split(separator: " ").map(String.init).filter { $0 != "--json" }
      // Some lines are only wrong because of --json.
      let isHelp = words.isEmpty || words == ["profiles"] || words.last == "gateway"
      if isHelp { return }
      let run = home.run(words)
      #expect(run.status == row.status && run.output.isEmpty, "\(run)")
      #expect(run.errors.hasPrefix("[openclaw] "), "\(run)")
    }
  }

  @Test("every code is kebab case, and every status is in the published table")
  func words() throws {
    let page = try Checkout.text(of: "docs/exit-status.md")
    for row in Self.rows {
      #expect(row.code.allSatisfy { $0.isLowercase || $0 == "-" })
      #expect(page.contains("| \(row.status.rawValue) | `\(row.status.name)` |"))
    }
  }
}
