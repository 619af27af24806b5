import Platform
import Profiles

/// The file by which a service manager knows a profile's gateway: its name and place, its syntax and template.
package struct DefinitionFile: Hashable, Sendable {
  /// Who reads it; systemd and our supervisor read the same.
  package let manager: ServiceManagerKind
  /// Whose gateway it defines.
  package let profile: Profile
  /// Whose manager reads it.
  package let scope: ServiceScope

  /// The file of a profile's gateway.
  package init(_ manager: ServiceManagerKind, of profile: Profile, scope: ServiceScope) {
    self.manager = manager
    self.profile = profile
    self.scope = scope
  }

  /// Where it is, or would be.
  package var path: AbsolutePath {
    switch manager {
    case .systemd, .supervisor: scope == .user ? profile.userUnitPath : profile.systemUnitPath
    case .launchd: profile.launchAgentPath
    }
  }

  /// The permission bits it is written with: everybody may read a unit, which holds no secret, as systemd expects.
  package var mode: UInt32 { manager.definitionMode }

  /// The name under which its template may be overridden.
  package var templateName: String {
    switch manager {
    case .systemd, .supervisor: GatewayUnit.templateName(scope)
    case .launchd: LaunchAgent.templateName
    }
  }

  /// The template in force.
  ///
  /// - Throws: `SystemError` when an override cannot be read.
  package func template() throws(SystemError) -> [UInt8] {
    let embedded =
      switch manager {
      case .systemd, .supervisor: GatewayUnit.embeddedTemplate(scope)
      case .launchd: LaunchAgent.embeddedTemplate
      }
    return try TemplateSource.standard(home: profile.home, scope: scope).template(templateName, embedded: embedded).text
  }

  /// What it is to say.
  ///
  /// - Throws: `TemplateError` for a template with mistakes and for a value that the syntax cannot represent. Nothing is
  ///   written by then.
  package func text(of definition: ServiceDefinition, template: [UInt8]) throws(TemplateError) -> String {
    switch manager {
    case .systemd, .supervisor: return try GatewayUnit(definition).text(template: template)
    case .launchd:
      let agent: LaunchAgent
      do { agent = try LaunchAgent(definition) } catch {
        throw .refused(name: "label", reason: error.description, line: 1)
      }
      return try agent.text(template: template)
    }
  }

  /// What its bytes say; those of a property list that cannot be read say nothing.
  package func read(_ bytes: [UInt8]) -> InstalledDefinition {
    switch manager {
    case .systemd, .supervisor: return .unit(InstalledUnit(UnitFile(bytes)))
    case .launchd:
      do { return .agent(try InstalledAgent(bytes)) } catch { return .agent(InstalledAgent(.dictionary([:]))) }
    }
  }
}

extension Profile {
  /// The name by which a manager knows the profile's gateway: that of its unit, or its label.
  package func serviceName(_ manager: ServiceManagerKind) -> String {
    switch manager {
    case .systemd, .supervisor: unitName
    case .launchd: launchdLabel
    }
  }
}
