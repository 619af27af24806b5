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
    case .systemd, .systemdUser, .systemdSystem, .supervisor:
      let template = try context.template(definition.scope, home: context.account.home)
      return try GatewayUnit(definition).checkedText(template: template)
    case .launchd:
      let agent = try agent(context)
      let template = try template(LaunchAgent.templateName, LaunchAgent.embeddedTemplate, context)
      do { return try agent.text(template: template) } catch { throw refusal(error, LaunchAgent.templateName) }
    case .schtasks:
      let script = try script()
      let template = try template(TaskScript.templateName, TaskScript.embeddedTemplate, context)
      do { return try script.text(template: template) } catch { throw refusal(error, TaskScript.templateName) }
    }
  }

  private func agent(_ context: CommandContext) throws(CommandFailure) -> LaunchAgent {
    try refuseSandbox()
    let label = try label(context)
    do { return try LaunchAgent(definition, label: label) } catch { throw refusal(error) }
  }

  private func script() throws(CommandFailure) -> TaskScript {
    try refuseSandbox()
    do { return try TaskScript(definition) } catch { throw refusal(error) }
  }

  /// The label of `OPENCLAW_LAUNCHD_LABEL`; nil when it is unset.
  private func label(_ context: CommandContext) throws(CommandFailure) -> LaunchdLabel? {
    guard let text = context.environment["OPENCLAW_LAUNCHD_LABEL"] else { return nil }
    if let label = LaunchdLabel(text) { return label }
    throw CommandFailure(
      "\"\(text)\" is no label", location: "OPENCLAW_LAUNCHD_LABEL",
      reason: "a label is letters, digits, dots, hyphens and underscores", code: "bad-label", exitStatus: .usage)
  }

  private func template(
    _ name: String, _ embedded: [UInt8], _ context: CommandContext
  ) throws(CommandFailure) -> [UInt8] {
    let source = TemplateSource.standard(home: context.account.home, scope: .user)
    do { return try source.template(name, embedded: embedded).text } catch { throw CommandFailure(error) }
  }

  private func refuseSandbox() throws(CommandFailure) {
    guard definition.isHardened else { return }
    throw CommandFailure(
      "\(manager.rawValue) has no sandbox to add", location: "--hardened", reason: "the sandbox is systemd's",
      code: "no-sandbox", exitStatus: .usage)
  }

  private func refusal(_ error: NativeNameError) -> CommandFailure {
    CommandFailure(
      "the profile \(definition.profile.name) can have no service of \(manager.rawValue)", location: "--profile",
      reason: error.description, code: "profile-name-refused", exitStatus: .usage)
  }

  private func refusal(_ error: TemplateError, _ template: String) -> CommandFailure {
    CommandFailure(
      "the definition cannot be written", location: template, reason: error.description,
      code: "definition-not-representable")
  }
}
