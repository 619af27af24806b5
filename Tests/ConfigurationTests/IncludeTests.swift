import Configuration
import Glibc
import JSON
import Platform
import Testing

@Suite("$include") struct IncludeTests {
  static let merges: [(String, [String: String], JSONValue)] = [
    (
      "{gateway: {$include: './gw.json5', port: 2}}", ["gw.json5": "{port: 1, bind: 'lan'}"],
      ["gateway": ["port": 2, "bind": "lan"]]
    ),
    ("{a: {$include: ['x', 'y']}}", ["x": "{k: 1, l: [1]}", "y": "{k: 2, l: [2]}"], ["a": ["k": 2, "l": [1, 2]]]),
    ("{a: {$include: 'x'}}", ["x": "[1, 2]"], ["a": [1, 2]]),
    ("{a: {$include: ['x', 'y']}}", ["x": "[1]", "y": "[2]"], ["a": [1, 2]]),
    ("{a: [{$include: 'x'}, 2]}", ["x": "1"], ["a": [1, 2]]),
    ("{$include: 'x', b: 2}", ["x": "{a: 1}"], ["a": 1, "b": 2]),
    ("{a: {$include: 'd/x'}}", ["d/x": "{$include: 'y'}", "d/y": "{k: 1}"], ["a": ["k": 1]]),
    ("{a: {$include: '../x'}}", ["/home/ada/x": "{k: 1}"], ["a": ["k": 1]]),
    ("{a: {$include: '/etc/x'}}", ["/etc/x": "{k: 1}"], ["a": ["k": 1]]),
    ("{a: {$include: 'x', m: {p: 1}}}", ["x": "{m: {p: 0, q: 2}}"], ["a": ["m": ["p": 1, "q": 2]]]),
  ]

  @Test("files are put in where they are named", arguments: merges)
  func merging(_ text: String, _ files: [String: String], _ expected: JSONValue) {
    let snapshot = MemoryFiles(text, files).load()
    #expect(snapshot.issueTexts == [])
    #expect(snapshot.redacted == expected)
  }

  static let faults: [(String, [String: String], String)] = [
    ("{a: {$include: 'x'}}", [:], "json:1:2: a: /home/ada/.openclaw/x, which $include names, does not exist"),
    ("{a: {$include: 1}}", [:], "json:1:2: a: $include is neither a file name nor an array of file names"),
    ("{a: {$include: 'x'}}", ["x": "{\n b"], "~/.openclaw/x:2:3: the text ends too early"),
    (
      "{a: {$include: 'x', k: 1}}", ["x": "[1]"],
      "json:1:2: a: keys stand beside $include, but what it includes is no object"
    ),
    ("{a: {$include: 'x'}}", ["x": "{$include: 'y'}", "y": "{$include: 'x'}"], "files include each other: "),
    ("{a: {$include: 'openclaw.json'}}", [:], "files include each other: "),
  ]

  @Test("a file that cannot be included is one issue", arguments: faults)
  func refuses(_ text: String, _ files: [String: String], _ issue: String) {
    let snapshot = MemoryFiles(text, files).load()
    #expect(snapshot.issues.count == 1)
    #expect(snapshot.issueTexts.first?.contains(issue) == true, "\(snapshot.issueTexts)")
  }

  @Test("ten files may include one another, eleven may not") func depth() {
    let chain = { (count: Int) in
      Dictionary(uniqueKeysWithValues: (1...count).map { ("f\($0)", $0 == count ? "{}" : "{$include: 'f\($0 + 1)'}") })
    }
    #expect(MemoryFiles("{a: {$include: 'f1'}}", chain(10)).load().isValid)
    #expect(MemoryFiles("{a: {$include: 'f1'}}", chain(11)).load().issues.count == 1)
  }

  @Test("files that name each other twice over, and files that are huge together, end in one issue") func bounds() {
    let fan = Dictionary(
      uniqueKeysWithValues: (0..<10).map { ("f\($0)", $0 == 9 ? "{}" : "{$include: ['f\($0 + 1)', 'f\($0 + 1)']}") })
    let many = MemoryFiles("{a: {$include: 'f0'}}", fan).load()
    #expect(many.issueTexts.count == 1 && many.issueTexts.first?.contains("more than 256 files") == true)
    let huge = MemoryFiles("{a: {$include: 'b'}}", ["b": "{}" + String(repeating: " ", count: 17 << 20)]).load()
    #expect(huge.issueTexts.count == 1 && huge.issueTexts.first?.contains("more than 16 MiB") == true)
  }

  @Test("a wrong value is placed in the file that holds it") func positions() {
    let files = ["gw.json5": "{\n port: 0,\n bind: 'lan' }"]
    let included = MemoryFiles("{gateway: {$include: 'gw.json5'}}", files).load()
    #expect(included.issueTexts.map { $0.hasPrefix("~/.openclaw/gw.json5:2:8: gateway.port") } == [true])
    let overridden = MemoryFiles("{gateway: {$include: 'gw.json5', port: 'x'}}", files).load()
    #expect(overridden.issueTexts.map { $0.hasPrefix("~/.openclaw/openclaw.json:1:40: gateway.port") } == [true])
  }

  @Test("a file without permission is an issue that says so") func unreadable() {
    var files = MemoryFiles("{a: {$include: 'x'}}")
    files.failures["x"] = EACCES
    #expect(files.load().issueTexts.first?.contains("cannot be read") == true)
  }
}
