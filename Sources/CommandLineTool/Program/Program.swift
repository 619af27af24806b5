import CommandTree
import Glibc
import JSON
import Platform
import Profiles

/// The program `openclaw`: understands the command line, runs the command, prints its outcome once.
package enum Program {
  /// Runs one command line, without the program's name, and returns its exit status.
  ///
  /// - Parameter executable: the `openclaw` that commands start and name in definitions; nil for the running program.
  package static func run(
    _ arguments: [String], environment: Environment, console: Console, executable: AbsolutePath? = nil
  ) -> ExitStatus {
    let invocation: ParsedInvocation
    do { invocation = try CommandLineParser.parse(arguments) } catch {
      let printer = FailurePrinter(
        console: console, style: style(console, environment, error.globals.noColor), wantsJSON: error.wantsJSON)
      return printer.print(error.failure, action: error.action, profile: error.globals.profile)
    }
    if let report = selfDescription(invocation, environment: environment, console: console) {
      return print(report, invocation: invocation, environment: environment, console: console)
    }
    let printer = FailurePrinter(
      console: console, style: style(console, environment, invocation.globals.noColor), wantsJSON: invocation[.json])
    do {
      let context = try CommandContext.make(
        invocation, arguments: arguments, environment: environment, executable: executable, console: console)
      do {
        let report = try perform(context)
        return print(report, invocation: invocation, environment: environment, console: console)
      } catch {
        return printer.print(error, action: invocation.action, profile: context.profile.name.text)
      }
    } catch { return printer.print(error, action: invocation.action, profile: nil) }
  }

  /// Ends the process with a status, without running what other threads still do.
  package static func exit(_ status: ExitStatus) -> Never { _exit(status.rawValue) }

  /// The commands that look at nothing but the tree: no file is read for them.
  private static func selfDescription(
    _ invocation: ParsedInvocation, environment: Environment, console: Console
  ) -> (any Report)? {
    switch invocation.action {
    case .version: TextReport(ProductVersion.current + "\n")
    case .help:
      HelpCommand.report(
        invocation, width: console.output.width,
        style: console.style(.output, environment: environment, noColorFlag: invocation.globals.noColor))
    case .completion: CompletionCommand.report(invocation)
    case .doctor where invocation[.list]: CheckListReport()
    case .protocolSchema, .protocolModels, .protocolReference: ProtocolCommand.report(invocation)
    default: nil
    }
  }

  private static func perform(_ context: CommandContext) throws(CommandFailure) -> any Report {
    switch context.invocation.action {
    case .gatewayRun: try GatewayRunCommand.run(context)
    case .gatewayStatus: try GatewayStatusCommand.run(context)
    case .gatewayInstall: try GatewayInstallCommand.run(context)
    case .gatewayUninstall: try GatewayUninstallCommand.run(context)
    case .gatewayStart: try GatewayStartCommand.run(context)
    case .gatewayStop: try GatewayStopCommand.run(context)
    case .gatewayRestart: try GatewayRestartCommand.run(context)
    case .gatewayLogs: try GatewayLogsCommand.run(context)
    case .gatewayRender: try GatewayRenderCommand.run(context)
    case .gatewayCall: try GatewayCallCommand.run(context)
    case .supervisorRun: try SupervisorRunCommand.run(context)
    case .gatewayProbe: try GatewayProbeCommand.run(context)
    case .gatewayDiscover: try GatewayDiscoverCommand.run(context)
    case .logs: try LogsCommand.run(context)
    case .nodesStatus, .nodesList, .nodesPending, .nodesDescribe, .nodesApprove, .nodesReject, .nodesRename,
      .nodesInvoke:
      try MethodCommand.run(.nodes(context.invocation.action), context)
    case .systemEvent, .systemPresence, .heartbeatLast, .heartbeatEnable, .heartbeatDisable:
      try MethodCommand.run(.system(context.invocation.action), context)
    case .health: try HealthCommand.run(context)
    case .status: try StatusCommand.run(context)
    case .setup: try SetupCommand.run(context)
    case .doctor: try DoctorCommand.run(context)
    case .securityAudit: try SecurityAuditCommand.run(context)
    case .profilesList: try ProfilesListCommand.run(context)
    case .configGet: try ConfigGetCommand.run(context)
    case .configSet: try ConfigSetCommand.run(context)
    case .configUnset: try ConfigUnsetCommand.run(context)
    case .configValidate: ConfigValidateCommand.run(context)
    case .configDiff: try ConfigDiffCommand.run(context)
    case .configSchema: ConfigSchemaReport(config: context.profile.configPath)
    case .configFile: ConfigFileReport(path: context.profile.configPath)
    case .protocolValidate: try ProtocolValidateCommand.run(context)
    case .version, .help, .completion, .protocolSchema, .protocolModels, .protocolReference: TextReport("")
    }
  }

  private static func print(
    _ report: any Report, invocation: ParsedInvocation, environment: Environment, console: Console
  ) -> ExitStatus {
    if report.isPrinted { return report.exitStatus }
    let noColor = invocation.globals.noColor
    let style = ReportStyle(
      output: console.style(.output, environment: environment, noColorFlag: noColor),
      error: console.style(.error, environment: environment, noColorFlag: noColor))
    do {
      if invocation[.json] {
        try console.answer(JSONValue.object(.document(ok: true, report.json)).text(pretty: true) + "\n")
      } else {
        try print(report.text(style), on: console)
      }
    } catch {
      console.write(error.text(style.error), to: .error)
      return error.exitStatus
    }
    return report.exitStatus
  }

  private static func print(_ text: ReportText, on console: Console) throws(CommandFailure) {
    for line in text.lines {
      switch line.stream {
      case .output: try console.answer(line.text + "\n")
      case .error: console.write(line.text + "\n", to: .error)
      }
    }
  }

  private static func style(_ console: Console, _ environment: Environment, _ noColor: Bool) -> OutputStyle {
    console.style(.error, environment: environment, noColorFlag: noColor)
  }
}
