import Glibc
import Platform
import Profiles
import Transport

/// What is said when an address cannot be bound: who holds it, as far as this user may see.
struct PortConflict {
  let address: SocketAddress
  let error: SystemError
  let profile: Profile
  /// The process's variables, which say whether it is a service, and whose.
  var environment = Environment()

  /// The refusal, after a look at who listens.
  func refusal() -> StartRefusal {
    guard error.code == EADDRINUSE, let port = address.port else {
      return StartRefusal(
        .configuration, "failed to bind gateway socket", place: address.description, reason: error.reason,
        remedy: error.code == EACCES
          ? anotherPort(than: address.port, listening: []) : profile.commandLine("config set gateway.bind loopback"),
        code: error.code)
    }
    do throws(SystemError) {
      return refusal(port: port, holders: try ListeningSockets.on(port: port), listening: try ListeningSockets.all())
    } catch { return refusal(port: port, holders: [], listening: []) }
  }

  /// The refusal for a port that these sockets hold, while others listen elsewhere.
  func refusal(port: Port, holders: [ListeningSocket], listening: [ListeningSocket]) -> StartRefusal {
    let process = holders.lazy.compactMap(\.holder).first
    let isGateway = process.map { $0.command.hasPrefix("openclaw") } ?? false
    let what =
      isGateway
      ? "another gateway instance is already listening on ws://\(address)" : "failed to bind gateway socket"
    return StartRefusal(
      .portHeld, what, place: address.description, reason: "port \(port) is in use by \(Self.holder(among: holders))",
      remedy: "stop it, or choose another port: \(anotherPort(than: port, listening: listening))", code: EADDRINUSE)
  }

  /// What is said of an address that the gateway does without because somebody else has it; nil when nobody has.
  ///
  /// Whoever resolves `localhost` to that address reaches the other program.
  static func warning(of address: SocketAddress, _ error: SystemError) -> String? {
    guard error.code == EADDRINUSE, let port = address.port else { return nil }
    let holders: [ListeningSocket]
    do throws(SystemError) {
      holders = try ListeningSockets.on(port: port).filter { $0.holder?.processIdentifier != getpid() }
    } catch { holders = [] }
    return "not listening on \(address): it is in use by \(holder(among: holders)), which answers there instead"
  }

  private static func holder(among holders: [ListeningSocket]) -> String {
    if let process = holders.lazy.compactMap(\.holder).first {
      return "process \(process.processIdentifier) (\(process.commandLine)) of user id \(process.userID)"
    }
    return holders.first.map { "a process of user id \($0.userID) that may not be looked at" } ?? "an unknown process"
  }

  /// The command that gives the gateway a port which nobody listens on and any user may have.
  private func anotherPort(than taken: Port?, listening: [ListeningSocket]) -> String {
    let busy = Set(listening.map(\.port))
    let port = PortPlan.freeBase(taken: [taken].compactMap(\.self)) { busy.contains($0) } ?? PortPlan.defaultBase
    guard environment["OPENCLAW_SERVICE_MARKER"] != nil else {
      return "\(profile.commandLine("config set gateway.port \(port)")), or --port \(port) where it was given"
    }
    // The unit pins the port: only another unit has another.
    let install = profile.commandLine("gateway install --force --port \(port)")
    // Of systemd's managers only a user's gives its services its process id: systemd.exec(5).
    guard environment["INVOCATION_ID"] != nil, environment["MANAGERPID"] == nil else { return install }
    return "sudo \(install) --system --run-as \(environment["USER"] ?? String(geteuid()))"
  }
}
