import CommandTree
import Configuration
import Platform
import Profiles

/// Everything a command may know of the world it was called in.
///
/// Nothing below reads ambient state.
package struct CommandContext: Sendable {
  /// The command line as it was understood.
  package let invocation: ParsedInvocation
  /// The words after the program's name, as they were given.
  package let arguments: [String]
  /// The environment, without variables that belong to another gateway.
  package let environment: Environment
  /// The profile that the command acts on.
  package let profile: Profile
  /// The account whose rights this process has.
  package let account: Account
  /// What relative paths in the command line are relative to.
  package let workingDirectory: AbsolutePath
  /// The resolved path of the running program: `/proc/self/exe`.
  package let executable: AbsolutePath
  /// Where its words go.
  package let console: Console

  /// Whether something else makes config and services: `OPENCLAW_NIX_MODE=1`.
  var isManagedElsewhere: Bool { environment["OPENCLAW_NIX_MODE"] == "1" }

  /// Whether the answer is to be one JSON document.
  package var wantsJSON: Bool { invocation[.json] }

  /// Tells a person how work goes on, on standard error; nothing with `--json`.
  package func progress(_ line: String) {
    if !wantsJSON { console.write(style(.error).paint("· ", .faint) + line + "\n", to: .error) }
  }

  /// Tells a warning on standard error; with `--json` warnings are in the document instead.
  package func warn(_ line: String) {
    if !wantsJSON { console.write(style(.error).paint("warning: ", .warning) + line + "\n", to: .error) }
  }

  /// Whether text on a stream carries colours.
  package func style(_ stream: Console.Stream) -> OutputStyle {
    console.style(stream, environment: environment, noColorFlag: invocation.globals.noColor)
  }

  /// The command line for this profile, as hints show it.
  package func commandLine(_ words: String) -> String { profile.commandLine(words) }

  /// Reads the profile's config as this command sees it.
  package func loadConfiguration() -> ConfigurationSnapshot {
    ConfigurationLoader.load(profile, environment: environment, workingDirectory: workingDirectory)
  }
}
