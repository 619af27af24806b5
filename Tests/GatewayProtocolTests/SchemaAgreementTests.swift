import Foundation
import JSON
import TestSupport
import Testing

@testable import GatewayProtocol

@Suite("The definitions and their schema") struct SchemaAgreementTests {
  @Test("whatever happens to a frame, both say the same of it") func frames() throws {
    let schema = JSONSchema(SchemaDocument.json)
    var random = SeededGenerator(seed: 7)
    var refused = 0
    for text in Self.samples {
      let frame = try JSONReader.read(text)
      #expect(try schema.violations(in: frame) == [], "\(text)")
      for _ in 0..<300 {
        let mutant = frame.mutated(using: &random)
        let fits = GatewayFrame.shape.violations(in: mutant).isEmpty
        #expect(try schema.violations(in: mutant).isEmpty == fits, "\(mutant.text())")
        if !fits { refused += 1 }
      }
    }
    #expect(refused > 100)
  }

  @Test("the parameters of each method are refused by both or by neither", arguments: MethodDefinition.all)
  func parameters(of method: MethodDefinition) throws {
    let document: JSONValue = [
      "definitions": SchemaDocument.json["definitions"] ?? [:], "allOf": [method.parameters.schema],
    ]
    let schema = JSONSchema(document)
    var random = SeededGenerator(seed: 11)
    for sample in Self.parameters {
      for _ in 0..<40 {
        let mutant = sample.mutated(using: &random)
        let fits = method.parameters.violations(in: mutant).isEmpty
        #expect(try schema.violations(in: mutant).isEmpty == fits, "\(method.name) \(mutant.text())")
      }
    }
  }

  private static let samples = [
    #"{"type":"req","id":"1","method":"health","params":{"a":[1]}}"#,
    #"{"type":"res","id":"1","ok":false,"error":{"code":"UNAVAILABLE","message":"m","retryable":true,"retryAfterMs":5}}"#,
    #"{"type":"event","event":"tick","payload":{"ts":1},"seq":4,"stateVersion":{"presence":1,"health":2}}"#,
  ]

  private static let parameters: [JSONValue] = [
    [:], ["nodeId": "n", "command": "c", "idempotencyKey": "k", "params": ["a": 1], "timeoutMs": 5],
    ["text": "t", "tags": ["a"], "enabled": true], ["requestId": "r", "token": "t", "displayName": "d"],
    ["raw": "{}", "baseHash": "h", "limit": 5, "cursor": 0, "maxBytes": 9],
  ]
}

extension JSONValue {
  /// A value in which something somewhere is another, is gone, or is too much.
  fileprivate func mutated(using random: inout SeededGenerator) -> JSONValue {
    let strays: [JSONValue] = [.null, true, -1, 0, 1.5, "", "x", [], [:], ["ts": 1]]
    switch self {
    case .object(let members) where !members.isEmpty && Int.random(in: 0..<6, using: &random) > 0:
      var members = members
      let key = members.keys[Int.random(in: 0..<members.count, using: &random)]
      switch Int.random(in: 0..<4, using: &random) {
      case 0: members[key] = nil
      case 1: members["stray"] = strays[Int.random(in: 0..<strays.count, using: &random)]
      default: members[key] = members[key]?.mutated(using: &random)
      }
      return .object(members)
    default: return strays[Int.random(in: 0..<strays.count, using: &random)]
    }
  }
}
