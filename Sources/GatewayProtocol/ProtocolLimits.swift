/// What a gateway holds its clients to.
///
/// The first three values are told to every client as its policy.
package struct ProtocolLimits: Hashable, Sendable {
  /// The largest message a client may send once it is connected, in bytes.
  package var maximumPayload = 8 << 20
  /// How much may wait to be written to one client, in bytes, before it counts as a slow consumer;
  /// what it has asked for does not count.
  package var maximumBuffered = 1_572_864
  /// How many requests of one client may wait for a node, a file or another thread at once.
  package var maximumAnswersOwed = 64
  /// The time between two `tick` events.
  package var tickInterval = Duration.seconds(30)
  /// The largest message before `connect` has succeeded, in bytes.
  package var maximumPayloadBeforeConnect = 64 << 10
  /// The time a client has from its opening handshake to a successful `connect`.
  package var handshakeTimeout = Duration.seconds(10)
  /// The time between two refreshes of the health that nobody asked for.
  package var healthInterval = Duration.seconds(60)
  /// How long changes of presence and health that connections cause are gathered into one event.
  package var announcementDelay = Duration.milliseconds(250)
  /// How far a device's clock may be from ours.
  package var deviceClockSkew = Duration.seconds(600)

  package init() {}
}
