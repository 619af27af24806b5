import CommandTree
import Doctor
import Platform
import Services

extension GatewayUnit {
  /// The unit's text, or why systemd could not represent it, before anything is written.
  func checkedText(template: [UInt8]) throws(CommandFailure) -> String {
    do { return try text(template: template) } catch { throw CommandFailure(error, scope: definition.scope) }
  }
}

extension UnitComparison {
  /// Compares, or says why systemd could not represent the wanted unit.
  init(
    checking installed: InstalledService?, wanted: ServiceDefinition, template: [UInt8]
  ) throws(CommandFailure) {
    do { try self.init(installed: installed, wanted: wanted, template: template) } catch {
      throw CommandFailure(error, scope: wanted.scope)
    }
  }
}

extension CommandFailure {
  /// A unit that cannot be made from its template.
  fileprivate init(_ error: TemplateError, scope: ServiceScope) {
    self.init(
      "the unit cannot be written", location: GatewayUnit.templateName(scope), reason: "\(error)",
      code: "unit-not-representable")
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
