import CommandTree
import Gateway
import Glibc
import Platform
import Profiles

/// From a command line to a running gateway: reads flags and profile with the tools of `openclaw` itself.
enum GatewayProgram {
  /// Leaves a note of the orderly end for a supervisor that is not this process's parent.
  static func note(_ status: Int32, environment: Environment) {
    do { try ExitRecord.leave(status: status, environment: environment) } catch {
      // Without the note the end counts as a crash, and the gateway is started again.
    }
  }

  /// Runs `gateway run` with these arguments, and returns its exit status.
  static func run(_ arguments: [String], environment: Environment) -> Int32 {
    let invocation: ParsedInvocation
    do throws(UsageFailure) {
      invocation = try CommandLineParser.parse(arguments.isEmpty ? ["gateway"] : arguments)
    } catch { return fail(error.failure, environment, noColor: error.globals.noColor) }
    do throws(CommandFailure) {
      return try run(invocation, arguments, environment)
    } catch { return fail(error, environment, noColor: invocation.globals.noColor) }
  }

  private static func run(
    _ invocation: ParsedInvocation, _ arguments: [String], _ environment: Environment
  ) throws(CommandFailure) -> Int32 {
    guard invocation.action == .gatewayRun else {
      throw CommandFailure(
        "openclaw-gateway runs the gateway and nothing else", hints: ["openclaw --help"], code: "not-a-gateway-command",
        exitStatus: .usage)
    }
    let secrets = HiddenSecrets(environment)
    try secrets.hide(invocation, arguments)
    let selection = try select(invocation, secrets.environment)
    var options = options(invocation)
    options.token = secrets.token
    options.password = secrets.password
    options.usesColor =
      OutputStyle(
        isTerminal: isatty(STDOUT_FILENO) == 1, environment: environment, noColorFlag: invocation.globals.noColor
      ).usesColor
    let launcher = GatewayLauncher(
      options: options, profile: selection.profile, environment: selection.environment,
      workingDirectory: .workingDirectory())
    return launcher.run()
  }

  /// Says why on standard error; where that is gone, the exit status says it.
  private static func fail(_ failure: CommandFailure, _ environment: Environment, noColor: Bool) -> Int32 {
    let style = OutputStyle(isTerminal: isatty(STDERR_FILENO) == 1, environment: environment, noColorFlag: noColor)
    let text = Array(failure.text(style).utf8)
    write(STDERR_FILENO, text, text.count)
    return failure.exitStatus.rawValue
  }

  private static func select(
    _ invocation: ParsedInvocation, _ environment: Environment
  ) throws(CommandFailure) -> ProfileSelection {
    let home: AbsolutePath?
    do throws(SystemError) { home = try AbsolutePath.home(environment) } catch { throw CommandFailure(error) }
    do throws(ProfileError) {
      guard let home else { throw .noHome }
      return try ProfileSelection(
        flag: invocation.globals.profile, environment: environment, home: home, workingDirectory: .workingDirectory())
    } catch {
      throw CommandFailure(error)
    }
  }

  private static func options(_ invocation: ParsedInvocation) -> GatewayOptions {
    var options = GatewayOptions()
    options.port = invocation[.port]
    options.tokenFile = invocation[.tokenFile]
    options.passwordFile = invocation[.passwordFile]
    options.allowsUnconfigured = invocation[.allowUnconfigured]
    options.endsListeners = invocation[.force]
    options.isVerbose = invocation[.verbose]
    options.bind = invocation[.bind]
    options.authMode = invocation[.auth]
    options.tailscaleMode = invocation[.tailscale]
    options.messageLog = messageLog(invocation)
    return options
  }

  private static func messageLog(_ invocation: ParsedInvocation) -> GatewayOptions.MessageLog {
    if invocation[.compact] { return .compact }
    return switch invocation[.webSocketLog] {
    case .compact?: .compact
    case .full?: .full
    case .auto?, nil: .auto
    }
  }
}
