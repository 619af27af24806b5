import GatewayClient
import GatewayProtocol
import JSON
import Platform
import Synchronization
import Testing

/// A node that is connected to a gateway of a test.
final class TestNode: Sendable {
  let id = "node-host"
  private let client: Mutex<GatewayClient>

  /// Connects a Linux machine called `Kitchen Pi`.
  init(_ home: TestHome, commands: [String] = ["system.which"]) throws {
    let port = try #require(try home.run("gateway status --json").document["gateway"]?["port"]?.integerValue)
    var description = ClientDescription(
      id: ClientID(rawValue: "node-host"), version: "1", platform: "linux", mode: .node)
    description.displayName = "Kitchen Pi"
    var parameters = ConnectParameters(client: description, token: Secret("t"))
    parameters.role = "node"
    parameters.commands = commands
    client = Mutex(
      try GatewayClient(
        to: GatewayAddress(host: "127.0.0.1", port: Int(port)), as: parameters, deadline: .after(.seconds(10))))
  }

  /// Waits for a command, and gives the payload of its request.
  ///
  /// Events come with the answers to what a node tells.
  func asked() throws -> JSONValue {
    var request: JSONValue?
    let deadline = Deadline.after(.seconds(30))
    while request == nil {
      request = try client.withLock { client in
        var found: JSONValue?
        _ = try client.call("node.event", ["event": "waiting"], deadline: deadline) { event in
          if event.event == "node.invoke.request" { found = event.payload }
        }
        return found
      }
    }
    return try #require(request)
  }

  /// Answers a command.
  func answer(_ request: JSONValue, _ payload: JSONValue) throws {
    let result: JSONValue = [
      "id": try #require(request["id"]), "nodeId": .string(id), "ok": true, "payload": payload,
    ]
    _ = try client.withLock { try $0.call("node.invoke.result", result, deadline: .after(.seconds(10))) }
  }
}
