import CommandTree
import Platform

extension CommandFailure {
  /// A system service that is to run as nobody in particular, which would be root.
  static func runAsMissing(_ context: CommandContext, _ words: String) -> CommandFailure {
    let user = context.environment["SUDO_USER"]
    let command = context.commandLine("\(words) --run-as \(user ?? "openclaw")")
    return CommandFailure(
      "a system service needs to know whom the gateway runs as", location: "--run-as",
      reason: "without it the gateway would run as root",
      hints: (user == nil ? ["sudo useradd --create-home openclaw"] : []) + ["sudo \(command)"], code: "run-as-missing",
      exitStatus: .usage)
  }
}
