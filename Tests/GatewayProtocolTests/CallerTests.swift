import JSON
import Testing

@testable import GatewayProtocol

@Suite("Authorisation") struct CallerTests {
  @Test(
    "each caller may call what its role and scopes allow, and is told what is missing",
    arguments: [
      (Role.operator, [Scope.admin], "health", nil),
      (.operator, [.admin], "no.such.method", nil),
      (.operator, [.read], "health", nil),
      (.operator, [.write], "status", nil),
      (.operator, [.pairing], "health", "missing scope: operator.read"),
      (.operator, [.read], "no.such.method", "missing scope: operator.admin"),
      (.operator, [.admin], "node.event", "unauthorized role: operator"),
      (.node, [], "node.event", nil),
      (.node, [.admin], "health", "unauthorized role: node"),
    ] as [(Role, [Scope], String, String?)])
  func authorisation(role: Role, scopes: [Scope], method: String, refusal: String?) {
    #expect(Caller(role: role, scopes: scopes).refusal(of: method)?.message == refusal)
  }

  @Test("a missing scope is named for programs") func details() throws {
    let error = try #require(Caller(role: .operator, scopes: []).refusal(of: "health"))
    #expect(error.details == ["code": "MISSING_SCOPE", "missingScope": "operator.read"])
  }

  @Test("every method and event is declared once") func unique() {
    #expect(Set(MethodDefinition.all.map(\.name)).count == MethodDefinition.all.count)
    #expect(Set(EventDefinition.all.map(\.name)).count == EventDefinition.all.count)
  }
}
