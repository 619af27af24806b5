import Configuration
import Testing

@Suite(".env files") struct DotEnvTests {
  static let assignments: [(String, [String: String])] = [
    ("A=1\nB = two \r\n\n# c\nexport C=3", ["A": "1", "B": "two", "C": "3"]), ("A=", ["A": ""]),
    ("A=x=y", ["A": "x=y"]),
    ("A=1 # c", ["A": "1"]), ("A=1#2", ["A": "1#2"]), ("A='x # y' # c", ["A": "x # y"]), ("A=#", ["A": ""]),
    (#"A="x\ny\"\\\z""#, ["A": "x\ny\"\\\\z"]), (#"A='x\ny'"#, ["A": #"x\ny"#]),
    ("A=\"x\ny\"\nB=1", ["A": "x\ny", "B": "1"]),
    ("A='it is'\nA=2", ["A": "2"]), ("_a1=ü", ["_a1": "ü"]), ("", [:]), ("A='x\n# y'", ["A": "x\n# y"]),
  ]

  @Test("assignments are read", arguments: assignments) func reading(_ text: String, _ values: [String: String]) {
    let file = DotEnv(text.utf8)
    #expect(file.values == values)
    #expect(file.unreadableLines == [])
  }

  static let unreadable: [(String, [Int])] = [
    ("x", [1]), ("A=1\n1B=2\n=3\nA B=4", [2, 3, 4]), ("A='x", [1]), ("B=1\nA='x\ny", [2]), ("A='x' y", [1]),
  ]

  @Test("lines that are no assignment are named", arguments: unreadable) func faults(_ text: String, _ lines: [Int]) {
    #expect(DotEnv(text.utf8).unreadableLines == lines)
  }

  @Test("a text cut anywhere is read without harm") func truncation() {
    let text = Array("A=\"x\\\"y\nz\" # c\nexport B='ü'\n".utf8)
    for length in text.indices {
      let value = DotEnv(text[..<length]).values["B"] ?? ""
      #expect(value == (length == text.count - 1 ? "ü" : ""))
    }
  }
}
