import CommandTree
import Doctor
import GatewayClient
import GatewayProtocol
import JSON
import Platform

extension RouteOutcome {
  /// The route and what came of it, null for what is not known.
  var json: JSONObject {
    [
      "id": .string(route.kind.rawValue), "kind": .string(route.kind.rawValue),
      "url": .string(MaskedURL.text(route.url)), "active": .bool(route.isActive), "tunnel": tunnelJSON,
      "connect": .object(connection), "self": ownFacts, "config": inspection?.configurationOutline ?? .null,
      "health": inspection?.health ?? .null, "summary": inspection?.summary ?? .null,
      "presence": inspection?.presence ?? .null,
    ]
  }

  private var tunnelJSON: JSONValue {
    guard let tunnel else { return .null }
    return [
      "kind": "ssh", "target": .string(tunnel.destination.description),
      "localPort": .integer(Int64(tunnel.localPort.number)), "remotePort": .integer(Int64(tunnel.remotePort.number)),
      "pid": .integer(Int64(tunnel.processIdentifier)),
    ]
  }

  private var connection: JSONObject {
    var json: JSONObject = [
      "ok": .bool(inspection != nil),
      "latencyMs": (inspection?.latency.milliseconds).map(JSONValue.integer) ?? .null,
      "error": (failure?.message).map(JSONValue.string) ?? .null,
      "close": (failure?.closeCode).map {
        ["code": .integer(Int64($0)), "reason": .string(failure?.closeReason ?? "")]
      }
        ?? .null,
    ]
    json.add("code", failure?.code)
    return json
  }

  private var ownFacts: JSONValue {
    guard let inspection else { return .null }
    let entry = inspection.ownPresence
    var facts: JSONObject = [:]
    facts.add("host", entry?["host"]?.stringValue ?? inspection.hello.host)
    facts.add("ip", entry?["ip"]?.stringValue)
    facts.add("version", inspection.hello.version)
    facts.add("platform", entry?["platform"]?.stringValue)
    return .object(facts)
  }

  /// One line for people; what the other end says of itself cannot move their cursor.
  func sentence(_ style: OutputStyle) -> String {
    let way = tunnel.map { "ssh \($0.destination) to port \($0.remotePort)" } ?? MaskedURL.text(route.url)
    let name = style.paint(route.kind.rawValue, .heading) + "  " + way + "  "
    guard let inspection else { return name + style.paint((failure?.message ?? "").visibleLine(), .problem) }
    let host = inspection.hello.host.map { ", on \($0.visibleLine())" } ?? ""
    return name + style.paint("answers", .good)
      + " in \(inspection.latency.milliseconds) ms, version \(inspection.hello.version.visibleLine())\(host)"
  }
}
