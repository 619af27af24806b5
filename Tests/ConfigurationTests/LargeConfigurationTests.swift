import JSON
import Platform
import Testing

@testable import Configuration

// What each of these takes grows with the file, not with its square: the limit is for those that do not end.
@Suite("Large configurations", .timeLimit(.minutes(1))) struct LargeConfigurationTests {
  @Test("of 30,000 unknown keys fifty are listed, and last how many more", arguments: ["\n", " "])
  func unknownKeys(separator: String) {
    let keys = (1...30_000).map { "invented\($0): {x: \($0)}," }.joined(separator: separator)
    let snapshot = MemoryFiles("{\(separator)\(keys)\(separator)gateway: {port: 5}, logging: {level: 'loud'}}").load()
    #expect(snapshot.isValid && snapshot.configuration.port?.number == 5)
    #expect(snapshot.warnings.count == 51)
    #expect(snapshot.warnings.first?.path == "invented1")
    let place = separator == "\n" ? TextPosition(line: 2, column: 1) : TextPosition(line: 1, column: 3)
    #expect(snapshot.warnings.first?.position == place)
    #expect(snapshot.warnings[49].path == "logging.level")
    #expect(snapshot.warningTexts.last == "~/.openclaw/openclaw.json: and 29951 more, which are not listed")
  }

  @Test("30,000 files that are missing are as few issues, and no more than 256 are looked for") func missingFiles() {
    let names = (1...30_000).map { "'\($0).json'" }.joined(separator: ",")
    let snapshot = MemoryFiles("{$include: [\(names)]}").load()
    #expect(snapshot.issues.count == 51)
    #expect(snapshot.issueTexts.last == "~/.openclaw/openclaw.json: and 207 more, which are not listed")
  }

  @Test("30,000 entries of env are variables") func variables() {
    let entries = (1...30_000).map { "V\($0): '\($0)'" }.joined(separator: ",")
    let environment = MemoryFiles("{env: {\(entries)}}").load().environment.environment
    #expect(environment["V30000"] == "30000")
    #expect(environment.values.count == 30_000)
  }

  @Test("references that never end stay as they are") func openReferences() {
    let text = String(repeating: "${A", count: 100_000)
    var substitution = VariableSubstitution(Environment(["A": "x"]))
    #expect(substitution.apply(to: .string(text)) == .string(text))
  }

  @Test("quotes that never close are one unreadable line, whatever follows them") func openQuotes() {
    let file = DotEnv(("A=\"x\n" + String(repeating: "B=1\n", count: 30_000)).utf8)
    #expect(file.values == [:])
    #expect(file.unreadableLines == [1])
  }

  @Test("a key of a million letters is one unknown key") func longKey() {
    let snapshot = MemoryFiles("{\(String(repeating: "k", count: 1_000_000)): 1}").load()
    #expect(snapshot.warnings.count == 1)
  }
}
