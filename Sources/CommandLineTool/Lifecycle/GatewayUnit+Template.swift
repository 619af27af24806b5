import CommandTree
import Platform
import Services

extension GatewayUnit {
  /// The unit's text, or why systemd could not represent it, before anything is written.
  func checkedText(template: [UInt8]) throws(CommandFailure) -> String {
    do { return try text(template: template) } catch {
      throw CommandFailure(
        "the unit cannot be written", location: GatewayUnit.templateName(definition.scope), reason: "\(error)",
        code: "unit-not-representable")
    }
  }
}

extension CommandContext {
  /// The unit template in force for a scope.
  func template(_ scope: ServiceScope, home: AbsolutePath) throws(CommandFailure) -> [UInt8] {
    do {
      return try TemplateSource.standard(home: home, scope: scope).template(
        GatewayUnit.templateName(scope), embedded: GatewayUnit.embeddedTemplate(scope)
      ).text
    } catch { throw CommandFailure(error) }
  }
}
