import Services
import TestSupport
import Testing

@Suite("Description of the templates") struct TemplatesReadMeTests {
  private static let escapeNames =
    SystemdEscape.allCases.filter { $0 != .text }.map(\.rawValue) + PropertyListEscape.allCases.map(\.rawValue)
    + TaskScriptEscape.allCases.map(\.rawValue)

  @Test("every escape is described", arguments: escapeNames)
  func escapes(_ escape: String) throws {
    #expect(try Checkout.text(of: "templates/README.md").contains("`\(escape)` |"))
  }

  @Test("every name is described")
  func names() throws {
    let contexts = [
      GatewayUnit(.sample()).context, try LaunchAgent(.sample()).context, try TaskScript(.sample()).context,
      SocketUnitFile.context(of: .sampleWithSocket),
    ]
    let text = try Checkout.text(of: "templates/README.md")
    for name in Set(contexts.flatMap(Self.names)) { #expect(text.contains("`\(name)`"), "\(name)") }
  }

  private static func names(_ context: TemplateContext) -> [String] {
    context.flatMap { name, value in
      guard case .list(let items) = value else { return [name] }
      return [name] + items.flatMap(names)
    }
  }

  @Test(
    "every template file is named as it is found, its directory included",
    arguments: ServiceScope.allCases.map(GatewayUnit.templateName)
      + ServiceScope.allCases.map(SocketUnitFile.templateName) + [
        LaunchAgent.templateName, TaskScript.templateName,
      ])
  func files(_ name: String) throws {
    #expect(try Checkout.text(of: "templates/README.md").contains("| `\(name)` |"))
  }
}
