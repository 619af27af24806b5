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
  /// - Throws: `NativeNameError` when the profile can have no label.
  package init(_ definition: ServiceDefinition) throws(NativeNameError) {
    self.definition = definition
    label = try LaunchdLabel(of: definition.profile)
  }

  /// The template that comes with the program.
  package static let embeddedTemplate = Templates.launchAgent

  /// The name under which the template may be overridden.
  package static let templateName = "launchd/openclaw-gateway.plist"

  /// The directory of both log files, which launchd does not make.
  package static func logDirectory(of profile: Profile) -> AbsolutePath { profile.logFile.parent }

  /// Where the service's standard error goes; standard output goes to the gateway's own log.
  package static func errorLog(of profile: Profile) -> AbsolutePath {
    logDirectory(of: profile).appending("gateway.err.log")
  }

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
      "standardOutPath": .text(definition.profile.logFile.string),
      "standardErrorPath": .text(Self.errorLog(of: definition.profile).string),
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
