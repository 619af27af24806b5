import CommandTree
import JSON
import Testing

@testable import CommandLineTool

@Suite("The node that a person means") struct NodeChoiceTests {
  static let nodes: [JSONValue] = [
    ["nodeId": "abcdef0123", "displayName": "Anna's iPhone", "remoteIp": "10.0.0.7"],
    ["nodeId": "abcdef9999", "displayName": "Küche"], ["nodeId": "kuche", "displayName": "Garage"],
    ["nodeId": "n4", "displayName": "Spare"], ["nodeId": "n5", "displayName": "spare!"],
  ]

  @Test(
    "it is found by id, by the start of its id, by address and by name",
    arguments: [
      ("abcdef0123", "abcdef0123"), ("abcdef0", "abcdef0123"), ("10.0.0.7", "abcdef0123"),
      ("annas-iphone", "abcdef0123"), ("KÜCHE", "abcdef9999"), ("kuche", "kuche"), ("n4", "n4"),
    ])
  func found(text: String, id: String) throws { #expect(try NodeChoice(Self.nodes).id(for: text) == id) }

  @Test(
    "none or several are an error that names the candidates",
    arguments: [
      ("abcde", "unknown-node", "Garage (kuche)"), ("abcdef", "ambiguous-node", "Küche (abcdef9999)"),
      ("spare", "ambiguous-node", "spare! (n5)"), ("--", "unknown-node", "Spare (n4)"),
    ])
  func refused(text: String, code: String, candidate: String) throws {
    let failure = #expect(throws: CommandFailure.self) { try NodeChoice(Self.nodes).id(for: text) }
    #expect(failure?.code == code && failure?.reason?.contains(candidate) == true, "\(String(describing: failure))")
    #expect(code == "unknown-node" || failure?.reason?.contains("Garage") == false)
  }

  @Test("without any node it says so") func nothing() throws {
    let failure = #expect(throws: CommandFailure.self) { try NodeChoice([]).id(for: "x") }
    #expect(failure?.reason == "no node is paired or connected")
  }
}
