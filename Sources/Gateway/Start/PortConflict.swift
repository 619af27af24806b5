import Glibc
import Platform
import Profiles
import Transport

/// What is said when an address cannot be bound: who holds it, as far as this user may see.
struct PortConflict {
  let address: SocketAddress
  let error: SystemError
  let profile: Profile

  /// The refusal, after a look at who listens.
  func refusal() -> StartRefusal {
    guard error.code == EADDRINUSE, let port = address.port else {
      return StartRefusal(
        .configuration, "failed to bind gateway socket", place: address.description, reason: error.reason,
        remedy: "choose an address of this machine with gateway.bind, and a port above 1023", code: error.code)
    }
    let holders = (try? ListeningSockets.on(port: port)) ?? []
    return Self.refusal(address: address, port: port, holders: holders, profile: profile)
  }

  /// The refusal for a port that these sockets hold.
  static func refusal(
    address: SocketAddress, port: Port, holders: [ListeningSocket], profile: Profile
  ) -> StartRefusal {
    let process = holders.lazy.compactMap(\.holder).first
    let isGateway = process.map { $0.command.hasPrefix("openclaw") } ?? false
    let what =
      isGateway
      ? "another gateway instance is already listening on ws://\(address)" : "failed to bind gateway socket"
    let holder =
      if let process {
        "process \(process.processIdentifier) (\(process.commandLine)) of user id \(process.userID)"
      } else if let socket = holders.first { "a process of user id \(socket.userID) that may not be looked at" } else {
        "an unknown process"
      }
    return StartRefusal(
      .portHeld, what, place: address.description, reason: "port \(port) is in use by \(holder)",
      remedy: "stop it, or choose another port with --port or \(profile.commandLine("config set gateway.port <port>"))",
      code: EADDRINUSE)
  }
}
