import CommandTree
import Platform
import Profiles
import Services

/// A service definition in the syntax of one service manager.
struct RenderedDefinition {
  let manager: ManagerChoice
  let definition: ServiceDefinition

  init(_ manager: ManagerChoice, _ definition: ServiceDefinition) {
    self.manager = manager
    self.definition = definition
  }

  /// The text, from the template in force.
  func text(_ context: CommandContext) throws(CommandFailure) -> String {
    switch manager {
    case .systemd, .systemdUser, .systemdSystem: return try text(.systemd)
    case .supervisor: return try text(.supervisor)
    case .launchd:
      try refuseSandbox()
      try ServiceTarget.checkLabel(of: definition.profile)
      return try text(.launchd)
    case .schtasks:
      try refuseSandbox()
      return try taskScript(context)
    }
  }

  private func text(_ kind: ServiceManagerKind) throws(CommandFailure) -> String {
    let file = DefinitionFile(kind, of: definition.profile, scope: definition.scope)
    return try file.checkedText(of: definition, template: try file.checkedTemplate())
  }

  private func taskScript(_ context: CommandContext) throws(CommandFailure) -> String {
    let script: TaskScript
    do { script = try TaskScript(definition) } catch {
      throw CommandFailure(error, definition.profile, manager: manager.rawValue)
    }
    let source = TemplateSource.standard(home: context.account.home, scope: .user)
    let template: [UInt8]
    do {
      template = try source.template(TaskScript.templateName, embedded: TaskScript.embeddedTemplate).text
    } catch { throw CommandFailure(error) }
    do { return try script.text(template: template) } catch {
      throw CommandFailure(
        "the definition cannot be written", location: TaskScript.templateName, reason: error.description,
        code: "definition-not-representable")
    }
  }

  private func refuseSandbox() throws(CommandFailure) {
    if definition.isHardened { throw .noSandbox(manager.rawValue) }
  }
}
