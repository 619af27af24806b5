import JSON
import Platform
import Testing

@testable import Configuration

@Suite("Variables in the configuration") struct VariableTests {
  static let texts: [(String, String)] = [
    ("${HOST}:9", "a:9"), ("$${HOST}", "${HOST}"), ("${host}", "${host}"), ("$HOST", "$HOST"), ("${A-B}", "${A-B}"),
    ("${HOST}${HOST}", "aa"), ("${NESTED}", "${HOST}"), ("$", "$"), ("${", "${"), ("${}", "${}"), ("${HOST", "${HOST"),
    ("$$", "$$"), ("a$$${HOST}", "a$${HOST}"), ("${1A}", "${1A}"), ("ü${HOST}ü", "üaü"), ("", ""),
  ]

  @Test("references are replaced once, and nothing else", arguments: texts)
  func substitution(_ text: String, _ expected: String) {
    var substitution = VariableSubstitution(Environment(["HOST": "a", "NESTED": "${HOST}"]))
    #expect(substitution.apply(to: .string(text), at: .root) == .string(expected))
    #expect(substitution.unset.isEmpty)
  }

  @Test(
    "an unset or blank variable that start needs is an issue; elsewhere a warning and as if absent",
    arguments: ["", " "])
  func unset(_ blank: String) {
    let text = "{gateway: {auth: {token: '${T_ONE}'}},\n logging: {file: '${T_TWO}/x'}, bindings: ['${T_TWO}']}"
    let snapshot = MemoryFiles(text).load(["T_ONE": blank])
    #expect(
      snapshot.issueTexts == [
        "~/.openclaw/openclaw.json:1:26: gateway.auth.token: needs the variable T_ONE, which is not set. "
          + "Set it in the environment or in ~/.openclaw/.env"
      ])
    #expect(snapshot.warnings.map(\.path.description) == ["logging.file", "bindings[0]"])
    #expect(snapshot.configuration.token == nil)
    #expect(snapshot.configuration.logging.file == nil)
  }

  @Test("a variable comes from the process, then the working directory, the state directory, and the file itself")
  func layers() {
    let text = "{gateway: {customBindHost: '${V}'}, env: {V: '10.0.0.4', vars: {V: '10.0.0.3'}}}"
    let all = [".env": "V=10.0.0.2", "/home/ada/work/.env": "V=10.0.0.1"]
    let host = { (files: [String: String], environment: [String: String]) in
      MemoryFiles(text, files).load(environment).configuration.customBindHost
    }
    #expect(host(all, ["V": "10.0.0.0"]) == "10.0.0.0")
    #expect(host(all, [:]) == "10.0.0.1")
    #expect(host([".env": "V=10.0.0.2"], [:]) == "10.0.0.2")
    #expect(host([:], [:]) == "10.0.0.3")
    #expect(host([:], ["V": ""]) == "10.0.0.3")
    #expect(host([".env": "V=10.0.0.2"], ["V": ""]) == "10.0.0.3")
  }

  @Test("an env entry may use other variables") func entriesUseVariables() {
    let snapshot = MemoryFiles("{env: {A: '${B}/a'}, logging: {file: '${A}'}}").load(["B": "/b"])
    #expect(snapshot.configuration.logging.file == AbsolutePath("/b/a"))
    #expect(snapshot.environment.origin(of: "A") == .configuration(MemoryFiles.main))
    #expect(snapshot.environment.origin(of: "B") == .process)
    #expect(snapshot.environment.origin(of: "C") == nil)
  }

  @Test("the working directory's file sets no variable of ours; the state directory's does") func foreignFile() {
    let ours = ["OPENCLAW_GATEWAY_TOKEN", "MOLTBOT_X", "CLAWDBOT_X"]
    let text = ours.map { "\($0)=evil" }.joined(separator: "\n") + "\nOTHER=fine"
    let variables = { (file: String) in MemoryFiles("{}", [file: text]).load().environment }
    #expect(ours.allSatisfy { variables("/home/ada/work/.env").environment[$0] == nil })
    #expect(variables("/home/ada/work/.env").environment["OTHER"] == "fine")
    #expect(variables(".env").environment["OPENCLAW_GATEWAY_TOKEN"] == "evil")
    #expect(variables(".env").origin(of: "OTHER") == .file(MemoryFiles.main.parent.appending(".env")))
  }

  @Test("a unit's blank placeholder does not hide the token of the state directory's file") func placeholder() {
    let files = MemoryFiles("{}", [".env": "OPENCLAW_GATEWAY_TOKEN=t\nOTHER=x"])
    let environment = files.load(["OPENCLAW_GATEWAY_TOKEN": "", "OTHER": ""]).environment.environment
    #expect(environment["OPENCLAW_GATEWAY_TOKEN"] == "t")
    #expect(environment["OTHER"] == nil)
  }

  @Test("a line of .env that is no assignment is a warning with its number") func unreadableLine() {
    #expect(
      MemoryFiles("{}", [".env": "A=1\nwhat\n"]).load().warningTexts == ["~/.openclaw/.env:2:1: is not NAME=value"])
  }

  @Test("secrets are masked in what is shown, wherever they stand") func redaction() {
    let text = """
      {gateway: {port: 5, auth: {token: 'canary1', password: 'canary2'}, remote: {token: 'canary3'}},
       env: {K: 'canary4', vars: {L: 'canary5'}}, channels: {telegram: {botToken: 'canary6', tokenFile: '/t'}},
       models: {providers: {x: {apiKey: 'canary7', headers: {'X-Key': 'canary8'}, maxTokens: 5}}}, talk: {v: '${SHH}'}}
      """
    let snapshot = MemoryFiles(text).load(["SHH": "canary9"])
    let shown = snapshot.redacted.text() + "\(snapshot.configuration)" + snapshot.warningTexts.joined()
    #expect(!shown.contains("canary"))
    #expect(snapshot.redacted["gateway"]?["port"] == 5)
    #expect(snapshot.redacted["channels"]?["telegram"]?["tokenFile"] == "/t")
    #expect(snapshot.redacted["models"]?["providers"]?["x"]?["maxTokens"] == 5)
  }

  @Test("a wrong value that came out of a variable is not shown") func hiddenValue() {
    let issues = MemoryFiles("{gateway: {bind: '${B}'}}").load(["B": "canary"]).issueTexts
    #expect(issues.count == 1)
    #expect(!issues.joined().contains("canary"))
  }
}
