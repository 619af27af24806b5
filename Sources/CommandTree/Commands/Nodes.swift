extension CommandTree {
  /// `openclaw nodes …`: the devices that work for a gateway.
  static var nodes: CommandDescription {
    var noun = CommandDescription(name: "nodes", summary: "Look at the gateway's nodes, pair them, have them do things")
    noun.discussion = [
      "A node is a device that connects to the gateway and does what it is asked. It is paired once its request is approved."
    ]
    noun.subcommands = [
      nodesStatus, nodesList, nodesPending, nodesDescribe, nodesApprove, nodesReject, nodesRename, nodesInvoke,
    ]
    noun.examples = nodesStatus.examples + nodesApprove.examples
    return noun
  }

  private static var nodesStatus: CommandDescription {
    var command = CommandDescription(name: "status", summary: "List the nodes that are paired or connected")
    command.flags = flags(.connected) + connectionFlags + flags(.json)
    command.examples = [.init("openclaw nodes status --connected", "List the nodes that are connected now.")]
    command.exitStatuses = connectionStatuses
    command.action = .nodesStatus
    return command
  }

  private static var nodesList: CommandDescription {
    var command = CommandDescription(name: "list", summary: "List the paired nodes and the requests that wait")
    command.discussion = ["Tokens of nodes are shown as ***."]
    command.flags = connectionFlags + flags(.json)
    command.examples = [.init("openclaw nodes list --json", "List pairings and requests for a script.")]
    command.exitStatuses = connectionStatuses
    command.action = .nodesList
    return command
  }

  private static var nodesPending: CommandDescription {
    var command = CommandDescription(name: "pending", summary: "List the nodes that ask to be paired")
    command.flags = connectionFlags + flags(.json)
    command.examples = [.init("openclaw nodes pending", "List the requests, with the ids that approve takes.")]
    command.exitStatuses = connectionStatuses
    command.action = .nodesPending
    return command
  }

  private static var nodesDescribe: CommandDescription {
    var command = CommandDescription(name: "describe", summary: "Say what is known of one node")
    command.flags = flags(.node.required) + connectionFlags + flags(.json)
    command.examples = [.init("openclaw nodes describe --node kitchen", "Describe the node that is called kitchen.")]
    command.exitStatuses = connectionStatuses
    command.action = .nodesDescribe
    return command
  }

  private static var nodesApprove: CommandDescription {
    var command = CommandDescription(name: "approve", summary: "Pair the node of a request")
    command.discussion = [
      "The node gets a new token; an earlier one is void. --show-secrets prints it, on a terminal only."
    ]
    command.arguments = [Argument.request.description]
    command.flags = flags(.showSecrets) + connectionFlags + flags(.json)
    command.examples = [.init("openclaw nodes approve 6f1d", "Pair the node whose request has the id 6f1d.")]
    command.exitStatuses = connectionStatuses + [.unknownOutcome]
    command.action = .nodesApprove
    return command
  }

  private static var nodesReject: CommandDescription {
    var command = CommandDescription(name: "reject", summary: "Refuse the request of a node")
    command.arguments = [Argument.request.description]
    command.flags = connectionFlags + flags(.json)
    command.examples = [.init("openclaw nodes reject 6f1d", "Forget the request with the id 6f1d.")]
    command.exitStatuses = connectionStatuses + [.unknownOutcome]
    command.action = .nodesReject
    return command
  }

  private static var nodesRename: CommandDescription {
    var command = CommandDescription(name: "rename", summary: "Give a paired node another name")
    command.flags = flags(.node.required, .name.required) + connectionFlags + flags(.json)
    command.examples = [.init("openclaw nodes rename --node phone-1 --name kitchen", "Call the node kitchen.")]
    command.exitStatuses = connectionStatuses + [.unknownOutcome]
    command.action = .nodesRename
    return command
  }

  private static var nodesInvoke: CommandDescription {
    var command = CommandDescription(
      name: "invoke", summary: "Have a connected node do something, and await its answer")
    command.discussion = [
      """
      A node that has been asked and does not answer in time, or goes away before it has, may have done it all the \
      same: that has the exit status 6, and nothing is repeated.
      """
    ]
    command.flags =
      flags(
        .node.required, .nodeCommand.required, .params.described("What goes with the command, as JSON."),
        .invokeTimeout, .idempotencyKey)
      + connectionFlags.filter { $0.long != "timeout" }
      + flags(.timeout.defaulting(to: "5 seconds more than the node may take"), .json)
    command.examples = [
      .init("openclaw nodes invoke --node kitchen --command canvas.snapshot", "Have the node kitchen take a picture.")
    ]
    command.exitStatuses = connectionStatuses + [.unknownOutcome]
    command.action = .nodesInvoke
    return command
  }
}
