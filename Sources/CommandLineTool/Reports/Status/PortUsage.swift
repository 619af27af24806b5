import Doctor
import JSON
import Platform
import Profiles

/// What listens on one port, in reports.
struct PortUsage {
  let port: Port
  let listeners: ListenersFact
  let profile: Profile
  /// The process of the profile's own gateway, whose listeners need no advice; nil when none is known.
  let ownProcess: Int32?
  /// The user whose gateway it is.
  let userID: UInt32

  /// The listeners on this port.
  var sockets: [ListeningSocket] { listeners.sockets.filter { $0.port == port } }

  /// Those that are another process's than the gateway's, or another user's; none where the gateway is not known.
  var strangers: [ListeningSocket] {
    guard let ownProcess else { return [] }
    return sockets.filter { socket in
      socket.holder.map { $0.processIdentifier != ownProcess } ?? (socket.userID != userID)
    }
  }

  /// Where the gateway itself listens.
  var endpoints: [String] { sockets.filter { !strangers.contains($0) }.map(\.endpoint) }

  /// `free`, `busy`, or `unknown` when the kernel's tables could not be read.
  var status: String {
    switch listeners.isListening(on: port) {
    case true?: "busy"
    case false?: "free"
    case nil: "unknown"
    }
  }

  /// What may be done about a port that somebody else holds.
  var hints: [String] {
    let sockets = ownProcess == nil ? sockets : strangers
    if sockets.isEmpty { return [] }
    if sockets.allSatisfy({ $0.holder == nil }) {
      return ["its process can be seen by its owner and by root only"]
    }
    let isGateway = sockets.contains { $0.holder?.command.hasPrefix("openclaw") == true }
    if isGateway { return ["a gateway listens here: \(profile.commandLine("gateway stop")) or choose another port"] }
    if sockets.contains(where: { $0.holder?.command == "ssh" }) {
      return ["an SSH tunnel listens here: close it, or use another local port in its -L"]
    }
    return ["another program listens here: stop it or choose another port"]
  }

  var json: JSONObject {
    [
      "port": .integer(Int64(port.number)), "status": .string(status),
      "listeners": .array(sockets.map { .object(Self.listener($0)) }), "hints": .array(hints.map { .string($0) }),
    ]
  }

  private static func listener(_ socket: ListeningSocket) -> JSONObject {
    var json: JSONObject = [:]
    json.add("pid", socket.holder?.processIdentifier)
    json.add("command", socket.holder?.command)
    json.add("commandLine", socket.holder?.commandLine)
    json.add("user", user(socket.userID))
    json.add("uid", socket.userID)
    json.add("address", socket.endpoint)
    return json
  }

  private static func user(_ userID: UInt32) -> String? {
    do { return try Account.withID(userID)?.name } catch { return nil }
  }

  /// Lines for people: `pid 812 alice: openclaw gateway --port 18789 (127.0.0.1:18789)`.
  var lines: [String] {
    sockets.map { socket in
      let process = socket.holder.map { "pid \($0.processIdentifier)" } ?? "pid ?"
      let user = Self.user(socket.userID) ?? String(socket.userID)
      return "\(process) \(user): \(socket.holder?.commandLine.visibleLine() ?? "unknown") (\(socket.endpoint))"
    }
  }
}
