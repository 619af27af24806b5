import Platform
import Profiles
import Services

/// Tells a profile's own gateway on a port from somebody else's, so that credentials go to the right one.
package enum PortStranger {
  /// The stranger that listens on a port, in words; nil when nobody does, or nothing says that it is a stranger.
  ///
  /// A stranger is another user's program, or a gateway that was started with another state directory. One that listens
  /// where a connection to `host` does not end is none.
  package static func description(
    on port: Port, of host: String, among sockets: [ListeningSocket], profile: Profile, account: Account,
    installed: InstalledDefinition?
  ) -> String? {
    let ours = [profile.stateDirectory.string, installed?.variable("OPENCLAW_STATE_DIR")]
    for socket in reached(host, sockets.filter { $0.port == port }) {
      // The machine's systemd listens for a service that then runs as somebody else; the hello says whose it is.
      if socket.userID == 0, installed?.isSocketActivated == true { continue }
      if socket.userID != account.userID { return "a program of user \(name(of: socket.userID))" }
      guard let process = socket.holder?.processIdentifier,
        let state = Environment.of(process: process)?["OPENCLAW_STATE_DIR"], !ours.contains(state)
      else { continue }
      return "the gateway of another profile (process \(process), state directory \(state))"
    }
    return nil
  }

  /// The sockets that a connection to a host may end at: those of its family, and for IPv4 without any those of IPv6,
  /// which may take both.
  private static func reached(_ host: String, _ sockets: [ListeningSocket]) -> [ListeningSocket] {
    let isVersion6 = host.contains(":")
    let family = sockets.filter { $0.address.contains(":") == isVersion6 }
    return family.isEmpty && !isVersion6 ? sockets : family
  }

  private static func name(of userID: UInt32) -> String {
    do { return try Account.withID(userID)?.name ?? String(userID) } catch { return String(userID) }
  }
}
