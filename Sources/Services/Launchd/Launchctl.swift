import Platform

/// The program `launchctl`, run once per command.
package struct Launchctl: Sendable {
  /// Where macOS has it.
  package static let standardPath = AbsolutePath.root.appending("bin/launchctl")

  private let executable: AbsolutePath
  private let environment: Environment

  /// The one that a shell with this environment would run; nil when it would find none.
  package static func found(in environment: Environment) -> Launchctl? {
    do throws(SystemError) {
      return try Subprocess.find("launchctl", in: environment.searchPath)
        .map { Launchctl($0, environment: environment) }
    } catch { return nil }
  }

  /// A launchctl that is run with this environment.
  package init(_ executable: AbsolutePath = standardPath, environment: Environment) {
    self.executable = executable
    self.environment = environment
  }

  /// Runs a command to its end and gives what it printed.
  ///
  /// - Throws: `LaunchctlError` for every end but status 0.
  @discardableResult
  package func run(_ command: LaunchctlCommand, deadline: Deadline) throws(LaunchctlError) -> String {
    let result: SubprocessResult
    do {
      result = try Subprocess.run(executable, command.arguments, environment: environment, deadline: deadline)
    } catch { throw LaunchctlError(command, .notRun(error)) }
    let words = String(decoding: result.standardError, as: UTF8.self).trimmingBlanks()
    switch result.termination {
    case .exited(0): return String(decoding: result.standardOutput, as: UTF8.self)
    case .exited(let status): throw LaunchctlError(command, .exited(status), standardError: words)
    case .signalled(let signal): throw LaunchctlError(command, .signalled(signal), standardError: words)
    case .timedOut: throw LaunchctlError(command, .timedOut, standardError: words)
    }
  }
}
