import Services
import TestSupport
import Testing

@Suite("Description of the templates") struct TemplatesReadMeTests {
  @Test("every escape is described", arguments: SystemdEscape.allCases.filter { $0 != .text })
  func escapes(_ escape: SystemdEscape) throws {
    #expect(try Checkout.text(of: "templates/README.md").contains("| `\(escape.rawValue)` |"))
  }

  @Test("every name is described", arguments: GatewayUnit(.sample()).context.keys.sorted())
  func names(_ name: String) throws {
    #expect(try Checkout.text(of: "templates/README.md").contains("`\(name)`"))
  }
}
