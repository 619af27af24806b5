import JSON
import Platform
import Testing

@testable import CommandTree

@Suite("Exit statuses") struct ExitStatusTests {
  @Test("the numbers are those that scripts know") func numbers() {
    #expect(ExitStatus.allCases.map(\.rawValue) == [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 77, 78])
  }

  @Test("names are kebab case and differ") func names() {
    let names = ExitStatus.allCases.map(\.name)
    #expect(Set(names).count == names.count)
    #expect(names.allSatisfy { $0.allSatisfy { $0.isLowercase || $0 == "-" } })
  }
}

@Suite("Failures") struct CommandFailureTests {
  let failure = CommandFailure(
    "the configuration is refused", location: "~/.openclaw/openclaw.json:3:5",
    reason: "gateway.port must be from 1 to 65535", hints: ["openclaw gateway status", "edit the file"],
    code: "configuration-refused", step: "write-unit", exitStatus: .configurationRefused)

  @Test("four parts, a line each") func text() {
    #expect(
      failure.text(.plain) == """
        [openclaw] the configuration is refused
          Where: ~/.openclaw/openclaw.json:3:5
          Why:   gateway.port must be from 1 to 65535
          Try:   openclaw gateway status
                 edit the file

        """)
  }

  @Test("parts that are not known are left out") func short() {
    #expect(CommandFailure("no", code: "no").text(.plain) == "[openclaw] no\n")
  }

  @Test("the envelope has the keys of docs/json.md, in order") func envelope() {
    #expect(
      failure.envelope(action: .gatewayInstall).text() == """
        {"ok":false,"schemaVersion":1,"action":"install","error":"the configuration is refused \
        (~/.openclaw/openclaw.json:3:5): gateway.port must be from 1 to 65535","code":"configuration-refused",\
        "step":"write-unit","hints":["openclaw gateway status","edit the file"]}
        """)
  }

  @Test("absent keys are left out of the envelope") func shortEnvelope() {
    let document = CommandFailure("no", code: "no").envelope(action: nil)
    #expect(document.text() == #"{"ok":false,"schemaVersion":1,"error":"no","code":"no"}"#)
  }

  @Test("the profile is named in every command that is suggested") func profile() {
    let hints = failure.suggesting(profile: "rescue").hints
    #expect(hints == ["openclaw --profile rescue gateway status", "edit the file"])
  }
}

@Suite("Suggested commands") struct CommandSuggestionTests {
  @Test(
    "a word is quoted unless it is plain",
    arguments: [
      ("~/token.txt", "~/token.txt"), ("a b", "'a b'"), ("it's", "'it'\\''s'"), ("", "''"), ("$(x)", "'$(x)'"),
    ])
  func words(text: String, word: String) { #expect(CommandSuggestion.word(text) == word) }

  @Test(
    "the profile goes right after the program's name",
    arguments: [
      ("openclaw gateway status", "openclaw --profile rescue gateway status"),
      ("sudo openclaw gateway start", "sudo openclaw --profile rescue gateway start"),
      ("run `openclaw setup` first", "run `openclaw --profile rescue setup` first"),
      ("/usr/local/bin/openclaw health", "/usr/local/bin/openclaw --profile rescue health"),
      (
        "openclaw setup, then openclaw gateway install",
        "openclaw --profile rescue setup, then openclaw --profile rescue gateway install"
      ),
    ])
  func inserted(text: String, expected: String) {
    #expect(CommandSuggestion.text(text, profile: "rescue") == expected)
  }

  @Test(
    "text that names a profile, or no command, stays as it is",
    arguments: [
      "openclaw --profile x gateway status", "openclaw --dev gateway", "openclaw --profile=x status",
      "openclaw is not running", "openclaw-gateway status", "myopenclaw status", "systemctl --user status", "openclaw",
      "",
    ])
  func kept(text: String) {
    #expect(CommandSuggestion.text(text, profile: "rescue") == text)
  }

  @Test("the default profile needs no name", arguments: [nil, "default", "Default"])
  func defaultProfile(profile: String?) {
    #expect(CommandSuggestion.text("openclaw setup", profile: profile) == "openclaw setup")
  }
}

@Suite("Colours") struct OutputStyleTests {
  struct Case: CustomTestStringConvertible {
    let variables: [String: String]
    let isTerminal: Bool
    let flag: Bool
    let usesColor: Bool

    init(_ variables: [String: String], terminal: Bool, flag: Bool = false, colored: Bool) {
      self.variables = variables
      isTerminal = terminal
      self.flag = flag
      usesColor = colored
    }

    var testDescription: String { "\(variables) terminal \(isTerminal) --no-color \(flag)" }
  }

  @Test(
    "who decides, in order",
    arguments: [
      Case([:], terminal: true, colored: true),
      Case([:], terminal: false, colored: false),
      Case(["NO_COLOR": "1"], terminal: true, colored: false),
      Case(["NO_COLOR": ""], terminal: true, colored: true),
      Case(["TERM": "dumb"], terminal: true, colored: false),
      Case(["FORCE_COLOR": "1"], terminal: false, colored: true),
      Case(["FORCE_COLOR": "1", "NO_COLOR": "1", "TERM": "dumb"], terminal: false, colored: true),
      Case(["FORCE_COLOR": "0"], terminal: true, colored: false),
      Case(["FORCE_COLOR": " "], terminal: true, colored: true),
      Case(["FORCE_COLOR": "1"], terminal: true, flag: true, colored: false),
    ])
  func decision(_ given: Case) {
    let style = OutputStyle(
      isTerminal: given.isTerminal, environment: Environment(given.variables), noColorFlag: given.flag)
    #expect(style.usesColor == given.usesColor)
  }

  @Test("paint changes nothing but colour") func paint() {
    #expect(OutputStyle.plain.paint("x", .problem) == "x")
    #expect(OutputStyle.colored.paint("x", .problem) == "\u{1B}[1;31mx\u{1B}[0m")
  }
}
