import Testing

@testable import CommandTree

@Suite("Command lines that are not understood") struct UsageFailureTests {
  struct Case: CustomTestStringConvertible {
    let line: String
    let code: String
    let says: String

    init(_ line: String, _ code: String, says: String) {
      self.line = line
      self.code = code
      self.says = says
    }

    var testDescription: String { line }
  }

  static let cases = [
    Case("--profile", "missing-value", says: "--profile needs a value: it takes a name"),
    Case("--profile=", "missing-value", says: "--profile needs a value: it takes a name"),
    Case("--profile --json", "missing-value", says: "--profile needs a value: it takes a name"),
    Case(
      "--dev --profile dev", "exclusive-flags",
      says: "--dev and --profile cannot be given together: each says what the other would"),
    Case(
      "--profile rescue --dev", "exclusive-flags",
      says: "--profile and --dev cannot be given together: each says what the other would"),
    Case(
      "--profile a --profile b status", "repeated-flag",
      says: "--profile is given twice, with different values: only one of them can hold"),
    Case("--porfile x status", "unknown-flag", says: "unknown flag --porfile: the nearest one is --profile"),
    Case("--token=hush status", "unknown-flag", says: "unknown flag --token"),
    Case("gatway status", "unknown-command", says: "unknown command gatway: the nearest one is gateway"),
    Case(
      "frobnicate", "unknown-command",
      says:
        "unknown command frobnicate: there are: gateway, daemon, supervisor, status, health, logs, nodes, system, doctor, "
        + "security, setup, config, profiles, protocol, completion, help, version"),
    Case(
      "gateway instal", "unknown-command",
      says: "unknown command instal (openclaw gateway): the nearest one is install"),
    Case("help gateway sta", "unknown-command", says: "unknown command sta (openclaw help): the nearest one is status"),
    Case("profiles", "missing-command", says: "a subcommand is missing (openclaw profiles): there are: list"),
    Case(
      "profiles --json list", "missing-command",
      says: "a subcommand is missing before --json (openclaw profiles): there are: list"),
    Case(
      "gateway install --prot 1", "unknown-flag",
      says: "unknown flag --prot (openclaw gateway install): the nearest one is --port"),
    Case("status -x", "unknown-flag", says: "unknown flag -x (openclaw status)"),
    Case(
      "gateway status --profile rescue", "misplaced-flag",
      says: "--profile stands after the command (openclaw gateway status): it counts only before the command"),
    Case(
      "gateway --port", "missing-value",
      says: "--port needs a value (openclaw gateway run): it takes a whole number from 1 to 65535"),
    Case(
      "gateway --port --verbose", "missing-value",
      says: "--port needs a value (openclaw gateway run): it takes a whole number from 1 to 65535"),
    Case(
      "gateway --port 70000", "invalid-value",
      says: "--port must be a whole number from 1 to 65535, not 70000 (openclaw gateway run)"),
    Case(
      "gateway --port +5", "invalid-value",
      says: "--port must be a whole number from 1 to 65535, not +5 (openclaw gateway run)"),
    Case(
      "gateway --auth none", "invalid-value",
      says: "--auth must be one of token, password, not none (openclaw gateway run)"),
    Case(
      "health --timeout 0", "invalid-value",
      says: "--timeout must be a whole number of milliseconds from 1 to 3600000, not 0 (openclaw health)"),
    Case("status --json=yes", "unwanted-value", says: "--json takes no value (openclaw status): it is a switch"),
    Case(
      "gateway --token a --token b", "repeated-flag",
      says: "--token is given twice, with different values (openclaw gateway run): only one of them can hold"),
    Case(
      "gateway status --token a --token-file f", "exclusive-flags",
      says:
        "--token-file and --token cannot be given together (openclaw gateway status): each says what the other would"
    ),
    Case(
      "gateway install --run-as claw", "missing-flag",
      says: "--run-as needs --system (openclaw gateway install): without it, --run-as means nothing"),
    Case("gateway call", "missing-argument", says: "METHOD is missing (openclaw gateway call): it takes a method"),
    Case(
      "completion tcsh", "invalid-value",
      says: "SHELL must be one of bash, zsh, fish, not tcsh (openclaw completion)"),
    Case("status now", "unexpected-argument", says: "unexpected argument now (openclaw status)"),
  ]

  @Test("a mistake is told with its place and what is accepted, and exits with 2", arguments: cases)
  func mistakes(_ wrong: Case) throws {
    let failure = try #require(throws: UsageFailure.self) { try parse(wrong.line) }.failure
    #expect(failure.sentence == wrong.says)
    #expect(failure.code == wrong.code)
    #expect(failure.exitStatus == .usage)
    #expect(failure.hints.count == 1)
  }

  @Test("the line to try is one that the parser takes", arguments: cases)
  func hints(_ wrong: Case) throws {
    let hint = try #require(throws: UsageFailure.self) { try parse(wrong.line) }.failure.hints[0]
    #expect(throws: Never.self) { try parse(String(hint.dropFirst("openclaw".count))) }
  }

  @Test("--json is heard wherever it stands, but for what follows --") func wantsJSON() throws {
    for line in ["frobnicate --json", "gateway status --json --prot", "gateway --port x --json", "--json"] {
      #expect(try #require(throws: UsageFailure.self) { try parse(line) }.wantsJSON)
    }
    for line in ["frobnicate", "status now -- --json"] {
      #expect(try #require(throws: UsageFailure.self) { try parse(line) }.wantsJSON == false)
    }
  }

  @Test("the action and the profile that were understood are kept") func context() throws {
    let failure = try #require(throws: UsageFailure.self) { try parse("--profile rescue gateway install --prot") }
    #expect(failure.action == .gatewayInstall)
    #expect(failure.globals.profile == "rescue")
    #expect(try #require(throws: UsageFailure.self) { try parse("frobnicate") }.action == nil)
  }
}

@Suite("The nearest word") struct NearestTests {
  @Test(
    "a slip of the finger is one edit",
    arguments: [("statsu", "status"), ("stats", "status"), ("sttatus", "status"), ("stayus", "status")])
  func slips(typed: String, meant: String) {
    #expect(Nearest.edits(from: typed, to: meant) == 1)
    #expect(Nearest.word(to: typed, among: ["start", "status", "stop"]) == meant)
  }

  @Test("edits to and from nothing are the length") func empty() {
    #expect(Nearest.edits(from: "", to: "abc") == 3)
    #expect(Nearest.edits(from: "abc", to: "") == 3)
    #expect(Nearest.edits(from: "", to: "") == 0)
  }

  @Test("the beginning of a word will do, something else will not") func beginnings() {
    #expect(Nearest.word(to: "inst", among: ["status", "install"]) == "install")
    #expect(Nearest.word(to: "xyzzy", among: ["status", "install"]) == nil)
  }
}
