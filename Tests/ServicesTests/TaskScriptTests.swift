import Profiles
import Services
import Testing

@Suite("Windows task script") struct TaskScriptTests {
  private func text(_ definition: ServiceDefinition) throws -> String {
    try TaskScript(definition).text(template: TaskScript.embeddedTemplate)
  }

  @Test("the script is this text, with CR LF at the end of every line")
  func golden() throws {
    let lines = [
      "@echo off", "rem OpenClaw Gateway (profile: rescue, v1.2.3)", "cd /d /home/ops", "set HOME=/home/ops",
      "set OPENCLAW_PROFILE=rescue", "set OPENCLAW_STATE_DIR=/home/ops/.openclaw-rescue",
      "set OPENCLAW_CONFIG_PATH=/home/ops/.openclaw-rescue/openclaw.json", "set OPENCLAW_GATEWAY_PORT=18789",
      "set OPENCLAW_SYSTEMD_UNIT=openclaw-gateway-rescue.service", "set OPENCLAW_SERVICE_MARKER=openclaw",
      "set OPENCLAW_SERVICE_KIND=gateway", "set OPENCLAW_SERVICE_VERSION=1.2.3",
      "/usr/local/bin/openclaw gateway --port 18789",
    ]
    #expect(try text(.sample()).utf8.elementsEqual(lines.map { "\($0)\r\n" }.joined().utf8))
  }

  @Test("a template whose lines end with CR LF already gives the same ends")
  func lineEnds() throws {
    let script = try TaskScript(.sample()).text(template: Array("a\r\n{{port}}\n".utf8))
    #expect(script.utf8.elementsEqual("a\r\n18789\r\n".utf8))
  }

  @Test(
    "what cmd.exe would read as its own language is written so that it does not",
    arguments: [
      (TaskScriptEscape.text, "50%", "50%%"), (.path, "/a/b", "/a/b"), (.path, "/a b/c", "\"/a b/c\""),
      (.path, "/a&b", "\"/a&b\""), (.path, "/50%(x)", "\"/50%%(x)\""), (.assignment, "A=b c", "A=b c"),
      (.assignment, "A=b&c|d<e>f^g%h", "A=b^&c^|d^<e^>f^^g%%h"),
    ])
  func written(_ escape: TaskScriptEscape, _ value: String, _ expected: String) throws {
    #expect(try escape.written(value) == expected)
  }

  @Test("what cmd.exe cannot be given is refused")
  func refused() {
    for escape in TaskScriptEscape.allCases {
      #expect(throws: TaskScriptEscapeError.control) { try escape.written("/a\nb") }
      #expect(throws: TaskScriptEscapeError.notASCII) { try escape.written("/é") }
    }
    #expect(throws: TaskScriptEscapeError.quote) { try TaskScriptEscape.path.written("/a\"b") }
    #expect(throws: TaskScriptEscapeError.quote) { try TaskScriptEscape.assignment.written("A=\"") }
    #expect(throws: TemplateError.self) { try text(.sample(home: "/home/jürgen")) }
    #expect(throws: NativeNameError.upperCase("Main")) { try text(.sample(.named("Main"))) }
  }
}
