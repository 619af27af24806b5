import Platform
import Profiles
import Templates

/// The script that a gateway's task runs under the Windows Task Scheduler: a definition put into a template.
///
/// `PATH` is not in it: the task has its user's own.
package struct TaskScript: Hashable, Sendable {
  /// What the task runs, and how.
  package let definition: ServiceDefinition

  /// The script of a definition.
  ///
  /// - Throws: `NativeNameError` for a profile with capital letters.
  package init(_ definition: ServiceDefinition) throws(NativeNameError) {
    try NativeNameError.check(definition.profile.name, reserved: [])
    self.definition = definition
  }

  /// The template that comes with the program.
  package static let embeddedTemplate = Templates.taskScript

  /// The name under which the template may be overridden.
  package static let templateName = "windows/openclaw-gateway.cmd"

  /// The script's text, its lines ended as `cmd.exe` wants them.
  ///
  /// - Throws: `TemplateError` for a template with mistakes and for a value that `cmd.exe` cannot be given.
  package func text(template: [UInt8]) throws(TemplateError) -> String {
    let text = try Template(template).rendered(context, escapes: TaskScriptEscapes())
    let bytes = text.utf8.filter { $0 != UInt8(ascii: "\r") }
      .flatMap { $0 == UInt8(ascii: "\n") ? [UInt8(ascii: "\r"), $0] : [$0] }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The names that the template may use.
  package var context: TemplateContext {
    [
      "description": .text(definition.description),
      "profile": .text(definition.profile.name.text),
      "version": .text(definition.version),
      "executable": .text(definition.executable.string),
      "port": .text("\(definition.port)"),
      "workingDirectory": .text(definition.profile.home.string),
      "environment": .list(environment.map { ["variable": .text("\($0.name)=\($0.value)")] }),
    ]
  }

  private var environment: [ServiceVariable] {
    definition.environment.filter { $0.name != "PATH" && !$0.value.isEmpty }
  }
}
