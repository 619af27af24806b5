import CommandTree
import Gateway
import Glibc
import Platform
import Profiles

/// From a command line to a running gateway: reads flags and profile with the tools of `openclaw` itself.
enum GatewayProgram {
  /// Runs `gateway run` with these arguments, and returns its exit status.
  static func run(_ arguments: [String], environment: Environment) -> Int32 {
    do throws(CommandFailure) {
      let invocation = try parse(arguments)
      let selection = try select(invocation, environment)
      let launcher = GatewayLauncher(
        options: options(invocation), profile: selection.profile, environment: selection.environment,
        workingDirectory: .workingDirectory())
      return noting(launcher.run(), environment)
    } catch {
      let style = OutputStyle(isTerminal: isatty(STDERR_FILENO) == 1, environment: environment, noColorFlag: false)
      // Standard error may be gone; the exit status says it then.
      _ = try? Descriptor.writeAll(Array(error.text(style).utf8), to: STDERR_FILENO)
      return noting(error.exitStatus.rawValue, environment)
    }
  }

  /// Leaves a note of the orderly end for a supervisor that is not this process's parent.
  private static func noting(_ status: Int32, _ environment: Environment) -> Int32 {
    do { try ExitRecord.leave(status: status, environment: environment) } catch {
      // Without the note the end counts as a crash, and the gateway is started again.
    }
    return status
  }

  private static func parse(_ arguments: [String]) throws(CommandFailure) -> ParsedInvocation {
    do throws(UsageFailure) {
      let invocation = try CommandLineParser.parse(arguments.isEmpty ? ["gateway"] : arguments)
      guard invocation.action != .gatewayRun else { return invocation }
    } catch {
      throw error.failure
    }
    throw CommandFailure(
      "openclaw-gateway runs the gateway and nothing else", hints: ["openclaw --help"], code: "not-a-gateway-command",
      exitStatus: .usage)
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
    options.token = invocation[Flag<Secret>.token]
    options.tokenFile = invocation[.tokenFile]
    options.password = invocation[Flag<Secret>.password]
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
