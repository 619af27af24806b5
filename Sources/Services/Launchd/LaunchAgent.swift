import Platform
import Profiles
import Templates

/// The LaunchAgent of a gateway: a definition put into a template.
package struct LaunchAgent: Hashable, Sendable {
  /// What the agent runs, and how.
  package let definition: ServiceDefinition
  /// The name launchd knows it by.
  package let label: LaunchdLabel

  /// The agent of a definition.
  ///
  /// - Parameter label: the one of `OPENCLAW_LAUNCHD_LABEL`; nil for the profile's own.
  /// - Throws: `NativeNameError` when none is given and the profile can have none of its own.
  package init(_ definition: ServiceDefinition, label: LaunchdLabel? = nil) throws(NativeNameError) {
    self.definition = definition
    if let label { self.label = label } else { self.label = try LaunchdLabel(definition.profile.name) }
  }

  /// The template that comes with the program.
  package static let embeddedTemplate = Templates.launchAgent

  /// The name under which the template may be overridden.
  package static let templateName = "launchd/openclaw-gateway.plist"

  /// Where an account's agents are.
  package static func directory(home: AbsolutePath) -> AbsolutePath { home.appending("Library/LaunchAgents") }

  /// Where the property list is written.
  package var path: AbsolutePath { Self.directory(home: definition.profile.home).appending("\(label).plist") }

  /// The directory of both log files, which launchd does not make.
  package var logDirectory: AbsolutePath { definition.profile.stateDirectory.appending("logs") }

  /// The property list's text.
  ///
  /// - Throws: `TemplateError` for a template with mistakes and for a value that a property list cannot hold.
  package func text(template: [UInt8]) throws(TemplateError) -> String {
    try Template(template).rendered(context, escapes: PropertyListEscapes())
  }

  /// The names that the template may use.
  package var context: TemplateContext {
    [
      "label": .text(label.text),
      "description": .text(definition.description),
      "profile": .text(definition.profile.name.text),
      "version": .text(definition.version),
      "executable": .text(definition.executable.string),
      "port": .text("\(definition.port)"),
      "workingDirectory": .text(definition.profile.home.string),
      "standardOutPath": .text(logDirectory.appending("gateway.log").string),
      "standardErrorPath": .text(logDirectory.appending("gateway.err.log").string),
      "environment": .list(environment.map { ["name": .text($0.name), "value": .text($0.value)] }),
    ]
  }

  /// The variables the gateway is started with: those of every manager, with macOS's search path and the label, and
  /// without the blank ones, which a property list has no use for.
  package var environment: [ServiceVariable] {
    let common = definition.environment.filter { !$0.value.isEmpty }.map { variable in
      variable.name == "PATH" ? ServiceVariable("PATH", definition.macSearchPath) : variable
    }
    return common + [ServiceVariable("OPENCLAW_LAUNCHD_LABEL", label.text)]
  }
}

extension ServiceDefinition {
  /// The fixed search path on macOS: Homebrew's directories and the system's, then the account's own.
  package var macSearchPath: String {
    let system = "/opt/homebrew/bin:/usr/local/bin:/usr/bin:/bin:/opt/homebrew/sbin:/usr/sbin:/sbin"
    return "\(system):\(profile.home.appending(".local/bin")):\(profile.home.appending("bin"))"
  }
}
