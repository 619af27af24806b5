import Platform
import Profiles
import Services

/// Tells a profile's own gateway on a port from somebody else's, so that credentials go to the right one.
package enum PortStranger {
  /// The stranger that listens on a port, in words; nil when nobody does, or nothing says that it is a stranger.
  ///
  /// A stranger is another user's program, or a gateway that was started with another state directory.
  package static func description(
    on port: Port, among sockets: [ListeningSocket], profile: Profile, account: Account, unit: InstalledUnit?
  ) -> String? {
    let ours = [profile.stateDirectory.string, unit?.variable("OPENCLAW_STATE_DIR")]
    for socket in sockets where socket.port == port {
      if socket.userID != account.userID { return "a program of user \(name(of: socket.userID))" }
      guard let process = socket.holder?.processIdentifier,
        let state = Environment.of(process: process)?["OPENCLAW_STATE_DIR"], !ours.contains(state)
      else { continue }
      return "the gateway of another profile (process \(process), state directory \(state))"
    }
    return nil
  }

  private static func name(of userID: UInt32) -> String {
    do { return try Account.withID(userID)?.name ?? String(userID) } catch { return String(userID) }
  }
}
