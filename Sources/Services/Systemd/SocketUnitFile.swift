import Platform
import Profiles
import Templates

/// The socket unit beside a gateway's unit: systemd listens in the gateway's stead, also while that restarts.
package struct SocketUnitFile: Hashable, Sendable {
  /// Whose gateway it listens for.
  package let profile: Profile
  /// Whose manager reads it.
  package let scope: ServiceScope

  /// The file of a profile's socket.
  package init(of profile: Profile, scope: ServiceScope) {
    self.profile = profile
    self.scope = scope
  }

  /// The unit's name.
  package var name: String { profile.socketName }

  /// Where it is, or would be: beside the service's.
  package var path: AbsolutePath {
    DefinitionFile(.systemd, of: profile, scope: scope).path.parent.appending(profile.socketName)
  }

  /// The name under which its template may be overridden.
  package static func templateName(_ scope: ServiceScope) -> String {
    "systemd/openclaw-gateway.\(scope.rawValue).socket"
  }

  /// The template that comes with the program.
  package static func embeddedTemplate(_ scope: ServiceScope) -> [UInt8] {
    switch scope {
    case .user: Templates.systemdUserSocket
    case .system: Templates.systemdSystemSocket
    }
  }

  /// The template in force.
  ///
  /// - Throws: `SystemError` when an override cannot be read.
  package func template() throws(SystemError) -> [UInt8] {
    try TemplateSource.standard(home: profile.home, scope: scope)
      .template(Self.templateName(scope), embedded: Self.embeddedTemplate(scope)).text
  }

  /// What it is to say.
  ///
  /// - Throws: `TemplateError` for a template with mistakes and for a value that systemd cannot represent.
  package static func text(of definition: ServiceDefinition, template: [UInt8]) throws(TemplateError) -> String {
    try Template(template).rendered(context(of: definition), escapes: SystemdEscapes())
  }

  /// The names that templates of sockets may use.
  package static func context(of definition: ServiceDefinition) -> TemplateContext {
    [
      "description": .text(definition.description), "profile": .text(definition.profile.name.text),
      "scope": .text(definition.scope.rawValue), "version": .text(definition.version),
      "port": .text("\(definition.port)"),
      "addresses": .list(definition.listenAddresses.map { ["address": .text($0)] }),
    ]
  }

  /// Where the unit that is there listens; nil when there is none.
  ///
  /// - Throws: `SystemError` when it cannot be read.
  package func installedAddresses() throws(SystemError) -> [String]? {
    guard let bytes = try Files.read(path, limit: 1 << 20) else { return nil }
    return UnitFile(bytes).values("Socket", "ListenStream")
  }
}
