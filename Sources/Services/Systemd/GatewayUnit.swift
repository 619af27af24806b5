import Platform
import Profiles
import Templates

/// The systemd unit of a gateway: a definition put into a template.
package struct GatewayUnit: Hashable, Sendable {
  /// What the unit says, before systemd's syntax.
  package let definition: ServiceDefinition

  /// The unit of a definition.
  package init(_ definition: ServiceDefinition) { self.definition = definition }

  /// The template that comes with the program.
  package static func embeddedTemplate(_ scope: ServiceScope) -> [UInt8] {
    switch scope {
    case .user: Templates.systemdUserUnit
    case .system: Templates.systemdSystemUnit
    }
  }

  /// The name under which a template may be overridden, for example `systemd/openclaw-gateway.user.service`: below a
  /// directory of templates as in `templates/`.
  package static func templateName(_ scope: ServiceScope) -> String {
    "systemd/openclaw-gateway.\(scope.rawValue).service"
  }

  /// The unit file's text.
  ///
  /// - Throws: `TemplateError` for a template with mistakes and for a value that systemd cannot represent. Nothing is
  ///   written by then.
  package func text(template: [UInt8]) throws(TemplateError) -> String {
    try Template(template).rendered(context, escapes: SystemdEscapes())
  }

  /// The names that unit templates may use.
  package var context: TemplateContext {
    [
      "description": .text(definition.description),
      "profile": .text(definition.profile.name.text),
      "scope": .text(definition.scope.rawValue),
      "version": .text(definition.version),
      "executable": .text(definition.executable.string),
      "port": .text("\(definition.port)"),
      "account": .text(definition.account ?? ""),
      "workingDirectory": .text(definition.profile.home.string),
      "environment": .list(definition.environment.map { ["variable": .text("\($0.name)=\($0.value)")] }),
      "socket": .text(definition.listenAddresses.isEmpty ? "" : definition.profile.socketName),
      "hardened": .flag(definition.isHardened),
      "writable": .list(definition.writablePaths.map { ["path": .text($0.string)] }),
    ]
  }
}
