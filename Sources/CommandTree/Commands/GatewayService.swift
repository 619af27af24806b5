extension CommandTree {
  /// The commands of the gateway's service, shared by `gateway` and `daemon`.
  static var gatewayService: [CommandDescription] {
    [serviceStatus, serviceInstall, serviceUninstall, serviceStart, serviceStop, serviceRestart]
  }

  private static var serviceStatus: CommandDescription {
    var command = CommandDescription(name: "status", summary: "Say what is installed, what runs and what answers")
    command.discussion = [
      "It writes nothing and starts nothing. It exits with 0 whatever it finds, unless --require-rpc is given.",
      "The whole command takes at most 3 seconds, 5 with --deep; what is missing by then is named in `incomplete`.",
    ]
    command.flags =
      flags(
        .url, .token, .tokenFile, .password, .passwordFile,
        .timeout.described("How long the probe may take.").defaulting(to: "what the whole command has left"), .noProbe,
        .deep, .requireRPC, .manager, .json)
    command.examples = [
      .init("openclaw gateway status --deep --json", "Everything there is to say, for a script."),
      .init("openclaw gateway status --require-rpc", "Fail unless the gateway answers."),
    ]
    command.exitStatuses = [.unreachable, .unauthorized]
    command.action = .gatewayStatus
    return command
  }

  private static var serviceInstall: CommandDescription {
    var command = CommandDescription(name: "install", summary: "Install the gateway as a service, start it, await it")
    command.discussion = [
      "All or nothing: when a step fails, the steps before it are undone. Installing twice changes nothing.",
      "A missing config is written first, as `openclaw setup` would.",
      """
      With --socket-activation a socket unit beside the service holds the port: clients wait while the gateway restarts, \
      and a connection starts one that is down. Stop, start and uninstall act on both.
      """,
    ]
    command.flags = flags(
      .port.described("The port to pin in the service.").defaulting(to: "gateway.port, else a stable free one"),
      .force.described("Reinstall although a service is installed."),
      .tokenFile.described("Put this file's token into a new config.").unconditional, .enableLinger, .system, .runAs,
      .manager, .hardened, .socketActivation, .dryRun,
      .wait.described("How long to wait until the gateway is ready."), .json)
    command.examples = [
      .init("openclaw --profile rescue gateway install --port 19789", "Install the profile rescue on port 19789."),
      .init("openclaw gateway install --system --run-as claw", "Install a system service that runs as claw."),
      .init("openclaw gateway install --socket-activation", "Keep the port open while the gateway restarts."),
      .init("openclaw gateway install --dry-run", "Print the changes and make none."),
    ]
    command.exitStatuses = [.portHeld, .noServiceManager, .stillStarting, .notPermitted, .configurationRefused]
    command.action = .gatewayInstall
    return command
  }

  private static var serviceUninstall: CommandDescription {
    var command = CommandDescription(name: "uninstall", summary: "Stop the service and remove its definition")
    command.discussion = [
      "Config, state and workspace stay, unless --purge is given. Nothing to remove is no failure."
    ]
    command.flags = flags(.purge, .yes, .system, .manager, .dryRun, .json)
    command.examples = [
      .init("openclaw --profile rescue gateway uninstall", "Remove the service of the profile rescue.")
    ]
    command.exitStatuses = [.noServiceManager, .notPermitted]
    command.action = .gatewayUninstall
    return command
  }

  private static var serviceStart: CommandDescription {
    var command = CommandDescription(name: "start", summary: "Start the installed service and await the gateway")
    command.discussion = ["Starting a gateway that runs changes nothing."]
    command.flags = flags(
      .system, .manager, .wait.described("How long to wait until the gateway is ready."), .json)
    command.examples = [.init("openclaw gateway start", "Start the default profile's gateway.")]
    command.exitStatuses = startStatuses
    command.action = .gatewayStart
    return command
  }

  private static var serviceStop: CommandDescription {
    var command = CommandDescription(name: "stop", summary: "Stop the service")
    command.discussion = ["Nothing to stop is no failure."]
    command.flags = flags(
      .system, .manager, .wait.described("How long to wait until the gateway has stopped."), .json)
    command.examples = [.init("openclaw gateway stop", "Stop the default profile's gateway.")]
    command.exitStatuses = [.noServiceManager, .stillStarting, .notPermitted]
    command.action = .gatewayStop
    return command
  }

  private static var serviceRestart: CommandDescription {
    var command = CommandDescription(name: "restart", summary: "Restart the service and await the gateway")
    command.discussion = ["The config is checked first; a gateway whose config would be refused is left running."]
    command.flags = flags(
      .system, .manager, .wait.described("How long to wait until the gateway is ready."), .json)
    command.examples = [.init("openclaw gateway restart --wait 120", "Wait up to two minutes for it to be ready.")]
    command.exitStatuses = startStatuses
    command.action = .gatewayRestart
    return command
  }

  /// `openclaw gateway logs`, which the earlier name has never had.
  static var serviceLogs: CommandDescription {
    var command = CommandDescription(name: "logs", summary: "Print what the gateway logged, whether or not it runs")
    command.discussion = [
      """
      It reads where the gateway really writes: the journal for a service of systemd, logs/service.log for one of the \
      supervisor, and the gateway's own logs/gateway.log where those say nothing and for a gateway in the foreground. \
      No gateway is asked.
      """,
      "No lines at all are no failure.",
    ]
    command.flags = flags(
      .lines, .follow, .lastRun, .plain, .system, .manager,
      .json.described("Print one JSON document; with --follow one JSON object for each line."))
    command.examples = [
      .init("openclaw gateway logs --last-run", "Say what the last run said, for one that does not start."),
      .init("openclaw --profile rescue gateway logs --lines 20 --follow", "Watch the gateway of the profile rescue."),
    ]
    command.exitStatuses = [.notPermitted]
    command.action = .gatewayLogs
    return command
  }

  private static var startStatuses: [ExitStatus] {
    [.notInstalled, .portHeld, .noServiceManager, .stillStarting, .notPermitted, .configurationRefused]
  }
}
