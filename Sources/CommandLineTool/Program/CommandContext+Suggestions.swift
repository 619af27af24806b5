import CommandTree
import Configuration
import JSON
import Platform

extension CommandContext {
  /// This very command line as a hint shows it: without `--json`, and with no secret in it.
  var commandLineAgain: String {
    var words = arguments.filter { $0 != "--json" }
    if let value = invocation[.configurationValue], isSecretKey, let index = words.lastIndex(of: value) {
      words[index] = "-"
    }
    return (["openclaw"] + MaskedArguments.masking(words).map(CommandSuggestion.word)).joined(separator: " ")
  }

  /// Whether the value that a command sets may not be shown; one whose key cannot be read may not either.
  private var isSecretKey: Bool {
    do throws(JSONPathError) {
      return ConfigurationRegistry.key(at: try JSONPath(parsing: invocation[.keyPath] ?? ""))?.isSecret ?? false
    } catch { return true }
  }

  /// The same for root, on the service of the system's scope; an install names whom it runs as.
  var commandLineForRoot: String {
    let system = invocation[.system] ? "" : " --system"
    let isInstall = invocation.action == .gatewayInstall
    let account = isInstall && invocation[.runAs] == nil ? " --run-as \(account.name)" : ""
    return "sudo \(commandLineAgain)\(system)\(account)"
  }
}
