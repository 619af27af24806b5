import Services
import Testing

@Suite("systemd escapes") struct SystemdEscapeTests {
  struct Row: Sendable {
    let escape: SystemdEscape
    let value: String
    let written: String
  }

  @Test("each place of a unit has its own grammar", arguments: rows)
  func written(_ row: Row) throws { #expect(try row.escape.written(row.value) == row.written) }

  static let rows = [
    Row(escape: .text, value: "100% of $HOME \"x\"", written: "100%% of $HOME \"x\""),
    Row(escape: .executable, value: "/usr/local/bin/openclaw", written: "/usr/local/bin/openclaw"),
    Row(escape: .executable, value: "/opt/my app/100%", written: "\"/opt/my app/100%%\""),
    Row(escape: .executable, value: "/opt/a$b", written: "@/opt/a$b /opt/a$$b"),
    Row(escape: .argument, value: "a $x 50% \"q\" \\", written: "\"a $$x 50%% \\\"q\\\" \\\\\""),
    Row(escape: .argument, value: "", written: "\"\""),
    Row(escape: .argument, value: ";", written: "\";\""),
    Row(escape: .argument, value: "a\nb\u{1}", written: "\"a\\nb\\x01\""),
    Row(escape: .argument, value: "$\u{301}", written: "\"$$\u{301}\""),
    Row(escape: .assignment, value: "A=", written: "A="),
    Row(escape: .assignment, value: "A=b $c 5%", written: "\"A=b $c 5%%\""),
    Row(escape: .path, value: "/a \"b\" c%d", written: "/a \"b\" c%%d"),
    Row(escape: .path, value: "/blank ", written: "/blank /"),
    Row(escape: .path, value: "/back\\", written: "/back\\/"),
    Row(escape: .word, value: "/srv/a b", written: "\"/srv/a b\""),
  ]

  struct Refusal: Sendable {
    let escape: SystemdEscape
    let value: String
    let problem: SystemdEscapeError.Problem
  }

  @Test("what systemd cannot hold is refused with the directive and the value", arguments: refusals)
  func refused(_ row: Refusal) {
    let error = SystemdEscapeError(directive: row.escape.directive, value: row.value, problem: row.problem)
    #expect(throws: error) { try row.escape.written(row.value) }
  }

  static let refusals = [
    Refusal(escape: .text, value: "a\nb", problem: .control),
    Refusal(escape: .text, value: "blank ", problem: .edge),
    Refusal(escape: .executable, value: "/opt/it's", problem: .quoting),
    Refusal(escape: .executable, value: "/opt/\"x\"", problem: .quoting),
    Refusal(escape: .executable, value: "/opt/a\\b", problem: .quoting),
    Refusal(escape: .executable, value: "/opt/a\tb", problem: .control),
    Refusal(escape: .executable, value: "openclaw", problem: .relative),
    Refusal(escape: .argument, value: "a\0b", problem: .nul),
    Refusal(escape: .argument, value: String(repeating: "x", count: 131_072), problem: .tooLong),
    Refusal(escape: .argument, value: "\u{FFFE}", problem: .noncharacter),
    Refusal(escape: .assignment, value: "1A=b", problem: .name),
    Refusal(escape: .assignment, value: "=b", problem: .name),
    Refusal(escape: .assignment, value: "A", problem: .name),
    Refusal(escape: .path, value: "/a\nb", problem: .control),
    Refusal(escape: .path, value: "/" + String(repeating: "x", count: 4096), problem: .tooLong),
  ]

  @Test("a refusal says what, where and why in one line")
  func message() {
    let error = SystemdEscapeError(directive: "WorkingDirectory=", value: "/a\nb", problem: .control)
    #expect(error.description == "WorkingDirectory= cannot hold \"/a\\nb\": it has a control character")
  }
}
