extension CommandTree {
  /// `openclaw gateway probe`: which gateways can be reached from here.
  static var gatewayProbe: CommandDescription {
    var command = CommandDescription(
      name: "probe", summary: "Try every way to a gateway, and say which ones lead there")
    command.discussion = [
      """
      Tried side by side are --url, gateway.remote.url, this profile's own gateway, and a tunnel through the installed \
      ssh. The tunnel asks nothing: keys, and a host that ssh knows, must do. It ends with the command.
      """,
      """
      The own gateway is shown its own credentials, the remote one and the tunnel those of gateway.remote, --url only \
      what is given as flags.
      """,
    ]
    command.flags = flags(
      .url, .ssh, .sshIdentity, .sshAuto, .token, .tokenFile, .password, .passwordFile,
      .timeout.described("How long the whole probe may take.").defaulting(to: "3000"), .json)
    command.examples = [
      .init("openclaw gateway probe", "Say what can be reached."),
      .init("openclaw gateway probe --ssh ops@gateway-host", "Also try through an SSH tunnel."),
      .init(
        "openclaw gateway probe --url ws://10.0.0.7:18789 --token-file token --json", "Try one more, for a script."),
    ]
    command.exitStatuses = connectionStatuses
    command.action = .gatewayProbe
    return command
  }

  /// `openclaw gateway discover`: which gateways announce themselves.
  static var gatewayDiscover: CommandDescription {
    var command = CommandDescription(name: "discover", summary: "List the gateways that announce themselves nearby")
    command.discussion = [
      """
      Avahi is asked for services of the type _openclaw-gw._tcp, in the domain local and, with \
      discovery.wideArea.enabled, in openclaw.internal. Where no Avahi runs nobody can be asked, which has the exit \
      status 1; a network without gateways has 0. Nothing is started.
      """,
      "What gateways announce is not proved: anybody on the network can say it.",
    ]
    command.flags = flags(.timeout.described("How long to look.").defaulting(to: "2000"), .json)
    command.examples = [
      .init("openclaw gateway discover", "List the gateways nearby."),
      .init("openclaw gateway discover --timeout 5000 --json", "Look longer, for a script."),
    ]
    command.action = .gatewayDiscover
    return command
  }
}
