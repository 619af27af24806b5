extension CommandTree {
  /// `openclaw gateway …`: the gateway itself and its service.
  static var gateway: CommandDescription {
    var noun = CommandDescription(name: "gateway", summary: "Run the gateway, or manage its service")
    noun.discussion = [
      "Without a subcommand it runs the gateway: `openclaw gateway --port N` is `gateway run --port N`."
    ]
    noun.subcommands =
      [gatewayRun] + gatewayService + [
        serviceLogs, gatewayRender, gatewayHealth, gatewayCall, gatewayProbe, gatewayDiscover,
      ]
    noun.defaultSubcommand = "run"
    noun.examples = gatewayRun.examples
    return noun
  }

  /// `openclaw daemon …`: the earlier name of the service commands.
  static var daemon: CommandDescription {
    var noun = CommandDescription(name: "daemon", summary: "The earlier name of the gateway's service commands")
    noun.discussion = ["Each subcommand does what the one of `gateway` with the same name does."]
    noun.subcommands = gatewayService
    noun.examples = [.init("openclaw daemon status", "The same as openclaw gateway status.")]
    return noun
  }

  private static var gatewayRun: CommandDescription {
    var command = CommandDescription(name: "run", summary: "Run the gateway in the foreground")
    command.discussion = [
      "The process becomes the gateway. It serves until SIGTERM or SIGINT, then closes its connections and exits with 0.",
      "A flag wins over the environment, the environment over the config, the config over the default.",
    ]
    command.flags = flags(
      .port.defaulting(to: "OPENCLAW_GATEWAY_PORT, gateway.port, else 18789"), .bind, .auth,
      .token.described("Accept this token. Others can read it in the process list: prefer --token-file.")
        .defaulting(to: "gateway.auth.token, else OPENCLAW_GATEWAY_TOKEN"), .tokenFile,
      .password.described("Accept this password. Prefer --password-file.")
        .defaulting(to: "gateway.auth.password, else OPENCLAW_GATEWAY_PASSWORD"), .passwordFile, .tailscale,
      .allowUnconfigured, .devConfig,
      .force.described("First end what listens on the port, with SIGTERM. Needs lsof."), .verbose, .webSocketLog,
      .compact)
    command.examples = [.init("openclaw gateway --port 19789 --verbose", "Serve on port 19789 and tell more.")]
    command.exitStatuses = [.portHeld, .notPermitted, .configurationRefused]
    command.action = .gatewayRun
    return command
  }

  private static var gatewayRender: CommandDescription {
    var command = CommandDescription(name: "render", summary: "Print the service definition that install would write")
    command.discussion = [
      "Every definition can be printed on every machine. Its paths are this machine's.",
      "The supervisor reads the systemd user unit. The sandbox of --hardened is systemd's alone.",
    ]
    command.flags = flags(
      .manager.described("The service manager to render for.").defaulting(to: "systemd-user"),
      .hardened, .socketActivation.described("Print the socket unit as well.").excluding("output"),
      .port.described("The port to pin in the definition."),
      .runAs.described("The user the system unit runs as.").unconditional, .output)
    command.examples = [
      .init("openclaw gateway render --manager systemd-system --run-as claw", "Print a system unit for the user claw."),
      .init(
        "openclaw --profile rescue gateway render --manager launchd", "Print the LaunchAgent of the profile rescue."),
    ]
    command.exitStatuses = [.configurationRefused]
    command.action = .gatewayRender
    return command
  }

  private static var gatewayHealth: CommandDescription {
    var command = CommandDescription(name: "health", summary: "Ask the gateway for its health")
    command.discussion = ["It never starts a gateway; it fails at once when none answers."]
    command.flags = connectionFlags + flags(.json)
    command.examples = [.init("openclaw gateway health --json", "Print the answer of the method health.")]
    command.exitStatuses = connectionStatuses
    command.action = .health
    return command
  }

  private static var gatewayCall: CommandDescription {
    var command = CommandDescription(name: "call", summary: "Call a method of the gateway and print its answer")
    command.arguments = [Argument.method.description]
    command.flags = flags(.params) + connectionFlags + flags(.json)
    command.examples = [.init("openclaw gateway call status --params '{}'", "Call the method status.")]
    command.exitStatuses = connectionStatuses + [.unknownOutcome]
    command.action = .gatewayCall
    return command
  }

  /// Where a client connects and what it proves itself with.
  static var connectionFlags: [FlagDescription] {
    flags(.url, .token, .tokenFile, .password, .passwordFile, .timeout)
  }

  /// How a connection to a gateway can fail.
  static var connectionStatuses: [ExitStatus] { [.unreachable, .unauthorized, .configurationRefused] }
}
