import Configuration
import Doctor
import GatewayClient
import GatewayProtocol
import JSON
import Platform

/// All that a gateway says of itself to one who asks.
struct GatewayInspection: Sendable {
  let hello: HelloOK
  /// From dialling to `hello-ok`.
  let latency: Duration
  /// The answers of methods; nil for one that the gateway refused, or that did not come in time.
  let health: JSONValue?
  let summary: JSONValue?
  let presence: JSONValue?
  let configuration: JSONValue?

  /// Connects, and asks one thing after the other.
  ///
  /// - Throws: `GatewayClientError` when there is no hello.
  init(url: String, credentials: ClientCredentials, deadline: Deadline) throws(GatewayClientError) {
    let client = try GatewayClient(
      to: GatewayAddress(url), as: ConnectParameters(.probe, credentials), deadline: deadline)
    hello = client.hello
    latency = client.latency
    health = Self.answer(client, .health, deadline)
    summary = Self.answer(client, .status, deadline)
    presence = Self.answer(client, .systemPresence, deadline)
    configuration = Self.answer(client, .configGet, deadline)
  }

  private static func answer(_ client: GatewayClient, _ method: MethodDefinition, _ deadline: Deadline) -> JSONValue? {
    do throws(GatewayClientError) { return try client.call(method.name, deadline: deadline) } catch { return nil }
  }

  /// What tells this gateway from others, whichever way leads to it.
  var identity: [String?] { [hello.host, hello.snapshot.stateDirectory] }

  /// The gateway's own entry of the presence list.
  var ownPresence: JSONValue? { presence?.arrayValue?.first { $0["mode"] == "gateway" } }

  /// What the configuration says, of secrets only whether they are there.
  var configurationOutline: JSONValue? {
    guard let configuration else { return nil }
    let gateway = configuration["config"]?["gateway"]
    let isSet = { (value: JSONValue?) in JSONValue.bool(value?.stringValue?.isEmpty == false) }
    return [
      "path": configuration["path"] ?? .null, "exists": configuration["exists"] ?? .null,
      "valid": configuration["valid"] ?? .null, "issues": configuration["issues"] ?? [],
      "legacyIssues": configuration["legacyIssues"] ?? [],
      "gateway": [
        "mode": gateway?["mode"] ?? .null, "bind": gateway?["bind"] ?? .null, "port": gateway?["port"] ?? .null,
        "controlUiEnabled": gateway?["controlUi"]?["enabled"] ?? .null,
        "controlUiBasePath": gateway?["controlUi"]?["basePath"] ?? .null,
        "authMode": gateway?["auth"]?["mode"] ?? .null, "authTokenConfigured": isSet(gateway?["auth"]?["token"]),
        "authPasswordConfigured": isSet(gateway?["auth"]?["password"]),
        "remoteUrl": gateway?["remote"]?["url"] ?? .null,
        "remoteTokenConfigured": isSet(gateway?["remote"]?["token"]),
        "remotePasswordConfigured": isSet(gateway?["remote"]?["password"]),
        "tailscaleMode": gateway?["tailscale"]?["mode"] ?? .null,
      ],
      "discovery": [
        "wideAreaEnabled": configuration["config"]?["discovery"]?["wideArea"]?["enabled"] ?? .null
      ],
    ]
  }
}
