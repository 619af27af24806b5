import Testing

@testable import Platform

@Suite("Environment")
struct EnvironmentTests {
  @Test(
    "a value is trimmed, and a blank one is unset",
    arguments: [
      ("x", "x"), (" x\t", "x"), ("a b", "a b"), ("", nil), (" \t\r\n\u{0B}\u{0C}", nil), ("\u{A0}", "\u{A0}"),
    ])
  func trimmed(value: String, text: String?) {
    #expect(Environment(["NAME": value])["NAME"] == text)
    #expect(Environment()["NAME"] == nil)
  }

  @Test(
    "a switch is on, off or not understood",
    arguments: [
      ("1", true), ("true", true), (" YES ", true), ("On", true), ("0", false), ("False", false), ("no", false),
      ("OFF", false), ("", nil), ("2", nil), ("enabled", nil),
    ])
  func flags(value: String, flag: Bool?) { #expect(Environment(["NAME": value]).flag("NAME") == flag) }

  @Test("assignments are split at the first equals sign, and the first of a name counts") func assignments() {
    let environment = Environment(assignments: ["A=1", "B=", "C=x=y", "A=2", "D", "E=\u{301}", "=Z"])
    #expect(environment.values == ["A": "1", "B": "", "C": "x=y", "E": "\u{301}", "": "Z"])
    #expect(Environment(["B": "2", "A": "1"]).assignments == ["A=1", "B=2"])
    #expect(Environment(assignments: environment.assignments) == environment)
  }

  @Test(
    "programs are searched in the absolute directories of PATH, or in the usual ones where it is unset",
    arguments: [
      ("/opt/bin:/bin", ["/opt/bin", "/bin"]), (":bin::/usr//bin/:.", ["/usr/bin"]), ("", ["/usr/bin", "/bin"]),
    ])
  func searchPath(value: String, directories: [String]) {
    #expect(Environment(["PATH": value]).searchPath.map(\.string) == directories)
  }

  @Test("this process has an environment") func current() throws {
    #expect(Environment.current()["PATH"] != nil)
  }
}
