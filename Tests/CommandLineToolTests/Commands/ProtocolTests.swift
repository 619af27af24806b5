import CommandTree
import GatewayProtocol
import JSON
import Platform
import TestSupport
import Testing

@Suite("The protocol's definitions on the command line") struct ProtocolTests {
  @Test("schema, models and reference are the renderings") func renderings() throws {
    try TestHome.with { home throws in
      #expect(try JSONReader.read(Array(home.run("protocol schema").output.utf8)) == SchemaDocument.json)
      #expect(home.run("protocol models").output == ModelLanguage.swift.models)
      #expect(home.run("protocol models --language typescript").output == ModelLanguage.typescript.models)
      #expect(home.run("protocol reference").output == (try Checkout.text(of: "docs/protocol.md")))
    }
  }

  @Test(
    "validate tells whether a file fits, and every place where it does not",
    arguments: [
      (#"{"type":"req","id":"1","method":"health"}"#, "", CommandStatus.success, "fits GatewayFrame"),
      (#"{"ts":1}"#, "--definition TickEvent", .success, "fits TickEvent"),
      (
        #"{"ts":-1,"x":2}"#, "--definition TickEvent", .failure,
        "at /ts: must be >= 0; at root: unexpected property 'x'"
      ),
      ("{\n\"ts\":}", "--definition TickEvent", .failure, "file.json:2:6"),
      ("{}", "--definition Nope", .usage, "there is no definition \"Nope\""),
    ])
  func validation(content: String, flags: String, status: CommandStatus, text: String) throws {
    try TestHome.with { home throws in
      try AtomicFile.write(Array(content.utf8), to: home.path.appending("file.json"), mode: 0o600)
      let run = home.run("protocol validate \(flags) \(home.path.appending("file.json").string)")
      #expect(run.status == status)
      #expect((run.output + run.errors).contains(text), "\(run.output)\(run.errors)")
    }
  }

  @Test(
    "a schema of one's own is checked by as well",
    arguments: [
      (#"{"required":["b"]}"#, CommandStatus.failure, "must have 'b'"), (#"{"type":"object"}"#, .success, "fits"),
      (##"{"$ref":"#/nowhere"}"##, .failure, "the schema cannot be followed"),
    ])
  func ownSchema(schema: String, status: CommandStatus, text: String) throws {
    try TestHome.with { home throws in
      let files = ["schema.json", "file.json"].map { home.path.appending($0) }
      try AtomicFile.write(Array(schema.utf8), to: files[0], mode: 0o600)
      try AtomicFile.write(Array(#"{"a":1}"#.utf8), to: files[1], mode: 0o600)
      let run = home.run("protocol validate --schema \(files[0]) \(files[1])")
      #expect(run.status == status && (run.output + run.errors).contains(text), "\(run.output)\(run.errors)")
    }
  }

  @Test("a file that is not there is named") func missing() throws {
    let run = try TestHome.with { $0.run("protocol validate /nowhere.json") }
    #expect(run.status == .failure && run.errors.contains("/nowhere.json"))
  }
}
