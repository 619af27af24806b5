import CommandTree
import Platform

/// The secrets of `--token` and `--password`, moved into variables before the gateway runs.
///
/// Everybody on the machine reads a process's arguments, only its own user its variables: `proc_pid_cmdline(5)`,
/// `proc_pid_environ(5)`.
struct HiddenSecrets {
  /// What `--token` said.
  private(set) var token: Secret?
  /// What `--password` said.
  private(set) var password: Secret?
  /// The variables without those that carry secrets from one beginning of the program to the next.
  private(set) var environment: Environment

  private static let tokenVariable = "OPENCLAW_RUN_TOKEN"
  private static let passwordVariable = "OPENCLAW_RUN_PASSWORD"

  /// Takes the secrets out of the variables.
  init(_ environment: Environment) {
    token = environment[Self.tokenVariable].map { Secret($0) }
    password = environment[Self.passwordVariable].map { Secret($0) }
    self.environment = environment
    self.environment.values[Self.tokenVariable] = nil
    self.environment.values[Self.passwordVariable] = nil
  }

  /// Where a flag holds a secret, begins this program anew without the flag, as the same process: `execve(2)`.
  func hide(_ invocation: ParsedInvocation, _ arguments: [String]) throws(CommandFailure) {
    let kept = Self.withoutSecrets(arguments)
    guard kept.count < arguments.count else { return }
    var next = environment
    next.values[Self.tokenVariable] = (invocation[.token] ?? token)?.revealed
    next.values[Self.passwordVariable] = (invocation[.password] ?? password)?.revealed
    do throws(SystemError) {
      // The link itself would become the name that process lists show.
      let program = try Files.resolved(AbsolutePath.root.appending("proc/self/exe")) ?? .root
      try replaceProcess(with: program, CommandLine.arguments.prefix(1) + kept, environment: next)
    } catch { throw CommandFailure(error) }
  }

  private static func withoutSecrets(_ arguments: [String]) -> [String] {
    var isValue = false
    return arguments.filter { argument in
      if isValue {
        isValue = false
        return false
      }
      isValue = argument == "--token" || argument == "--password"
      return !isValue && !argument.hasPrefix("--token=") && !argument.hasPrefix("--password=")
    }
  }
}
