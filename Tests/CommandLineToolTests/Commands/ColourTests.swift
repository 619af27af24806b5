import CommandTree
import Testing

@Suite("Colours of commands") struct ColourTests {
  struct Row: Sendable {
    var variables: [String: String] = [:]
    var flag = ""
    var isTerminal = true
    let hasColours: Bool
  }

  @Test(
    "a terminal gets colours unless somebody does not want them",
    arguments: [
      Row(hasColours: true), Row(variables: ["NO_COLOR": "1"], hasColours: false),
      Row(flag: "--no-color", hasColours: false), Row(variables: ["TERM": "dumb"], hasColours: false),
      Row(isTerminal: false, hasColours: false),
      Row(variables: ["FORCE_COLOR": "1"], isTerminal: false, hasColours: true),
    ], ["gateway status --no-probe", "--profile ../x setup", "frobnicate", "help"])
  func colours(_ row: Row, _ line: String) throws {
    try TestHome.with { home throws in
      var home = home.setting(row.variables)
      home.isTerminal = row.isTerminal
      let run = home.run("\(line) \(row.flag)")
      #expect((run.output + run.errors).contains("\u{1B}[") == row.hasColours, "\(run)")
    }
  }

  @Test("documents never have colours") func documents() throws {
    try TestHome.with { home throws in
      var home = home.setting(["FORCE_COLOR": "1"])
      home.isTerminal = true
      for line in ["gateway status --no-probe --json", "profiles list --json", "frobnicate --json"] {
        #expect(!home.run(line).output.contains("\u{1B}"))
      }
    }
  }

  @Test("a terminal gets no control character of somebody else's, a program gets the text as it is")
  func foreignControls() throws {
    try TestHome.with { home throws in
      var home = home
      let title = "\u{1B}]0;owned\u{7}"
      #expect(home.run(["config", "set", "agents.defaults.model.primary", title]).status == .success)
      for (isTerminal, shown) in [(false, title), (true, "\u{FFFD}]0;owned\u{FFFD}")] {
        home.isTerminal = isTerminal
        #expect(home.run("config get agents.defaults.model.primary").output == shown + "\n")
      }
    }
  }
}
