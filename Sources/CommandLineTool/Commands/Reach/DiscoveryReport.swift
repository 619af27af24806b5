import CommandTree
import JSON
import Platform
import Services

/// The gateways that announce themselves.
struct DiscoveryReport: Report {
  let timeout: Duration
  let domains: [String]
  let beacons: [GatewayBeacon]

  var json: JSONObject {
    [
      "action": "discover", "timeoutMs": .integer(timeout.milliseconds),
      "domains": .array(domains.map { .string($0 + ".") }), "count": .integer(Int64(beacons.count)),
      "beacons": .array(beacons.map { .object($0.json) }),
    ]
  }

  func text(_ style: ReportStyle) -> ReportText {
    ReportText(.beacons(beacons), style.output, emptiness: "No gateway announces itself on the network.")
  }
}

extension TextTable {
  /// Gateways that announce themselves.
  static func beacons(_ beacons: [GatewayBeacon]) -> TextTable {
    TextTable(columns: ["Name", "URL", "Host", "Address", "Domain"]) {
      beacons.map { [$0.displayName, $0.url, $0.host, $0.address, $0.domain] }
    }
  }
}

extension GatewayBeacon {
  /// The beacon with what is known of it, `wsUrl` always.
  var json: JSONObject {
    var json: JSONObject = ["instanceName": .string(instance)]
    json.add("domain", domain + ".")
    for key in ["displayName", "lanHost", "tailnetDns", "cliPath", "role", "transport"] { json.add(key, self[key]) }
    json.add("host", host)
    json.add("address", address)
    json.add("port", port?.number)
    json.add("gatewayPort", gatewayPort?.number)
    json.add("sshPort", self["sshPort"].flatMap { Port($0) }?.number)
    if self["gatewayTls"] != nil { json["gatewayTls"] = .bool(usesTLS) }
    json.add("gatewayTlsFingerprintSha256", self["gatewayTlsSha256"])
    json["wsUrl"] = url.map(JSONValue.string) ?? .null
    if !texts.isEmpty { json["txt"] = .object(JSONObject(texts.map { ($0.key, .string($0.value)) })) }
    return json
  }

  /// The beacon as `gateway probe` lists it: the same keys always, null for what is not known.
  var outline: JSONObject {
    let json = json
    let keys = [
      "instanceName", "displayName", "domain", "host", "lanHost", "tailnetDns", "gatewayPort", "sshPort", "wsUrl",
    ]
    return JSONObject(keys.map { ($0, json[$0] ?? .null) })
  }
}
