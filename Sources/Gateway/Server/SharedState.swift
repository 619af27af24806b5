import GatewayProtocol
import JSON
import Platform
import Transport

/// What clients are kept told of: who is there, and how the gateway is.
///
/// Changes that come close together are told in one event. However many clients there are, telling them takes at most a
/// small part of the loop's time.
@LoopActor final class SharedState {
  private(set) var presence: PresenceList
  private(set) var health: HealthSummary
  private(set) var notes = SystemNotes()
  /// Whether agents may send heartbeats: the switch of `set-heartbeats`.
  var heartbeatsEnabled = true
  private var healthVersion: Int64 = 1
  private let limits: ProtocolLimits
  private var broadcast: @LoopActor (EncodedEvent) -> Void = { _ in }
  private var presenceIsStale = false
  private var healthIsStale = false
  private var announcement: LoopTimer?
  private var refreshing: LoopTimer?
  /// No announcement before this moment.
  private var notBefore: Int64 = 0
  /// Announcing takes no more than one part in so many of the time.
  private static let share: Int64 = 10

  init(_ settings: ServerSettings) {
    presence = PresenceList(
      own: PresenceEntry(gateway: settings.machine, version: settings.facts.version, at: .now()))
    health = HealthSummary(settings.facts)
    limits = settings.limits
  }

  /// The counters clients compare snapshots by.
  var version: StateVersion { StateVersion(presence: presence.version, health: healthVersion) }

  /// Begins to tell of changes, and to refresh the health now and then.
  ///
  /// - Parameter broadcast: sends an event to every connected client.
  func begin(broadcast: @escaping @LoopActor (EncodedEvent) -> Void) {
    self.broadcast = broadcast
    scheduleRefresh()
  }

  private func scheduleRefresh() {
    refreshing = EventLoop.shared.schedule(after: limits.healthInterval) { [weak self] in
      self?.refreshHealth()
      self?.scheduleRefresh()
    }
  }

  /// Nothing is announced any more.
  func end() {
    refreshing?.cancel()
    announcement?.cancel()
  }

  // MARK: Changes

  /// New facts: other agents may be configured.
  func adopt(_ facts: GatewayFacts) {
    health = HealthSummary(facts)
    refreshHealth()
  }

  /// A client was admitted: the key of its entry, if it has one.
  func connected(_ admission: ConnectMachine.Admission, connectionID: String, address: String?) -> String? {
    let key = presence.connected(admission, connectionID: connectionID, address: address, at: .now())
    presenceIsStale = presenceIsStale || key != nil
    healthIsStale = true
    announce(after: limits.announcementDelay)
    return key
  }

  /// An admitted client went away.
  func disconnected(_ key: String) {
    presence.disconnected(key, at: .now())
    presenceIsStale = true
    announce(after: limits.announcementDelay)
  }

  /// A machine said something of itself.
  func heard(_ event: SystemEvent) {
    notes.heard(event, presence.heard(event, at: .now()))
    presenceIsStale = true
    announce(after: .zero)
  }

  /// Notes a line for the main session's next agent.
  func noted(_ text: String) { notes.noted(text) }

  /// Looks at the health anew and tells everyone.
  func refreshHealth() {
    healthIsStale = true
    announce(after: .zero)
  }

  // MARK: Telling

  /// Appends the presence list as it is now.
  func appendPresence(to output: inout [UInt8]) { presence.append(at: .now(), to: &output) }

  /// The presence list as it is now.
  func listPresence() -> [PresenceEntry] { presence.list(at: .now()) }

  private func announce(after delay: Duration) {
    if delay > .zero, announcement?.isPending == true { return }
    announcement?.cancel()
    let wait = max(delay, .nanoseconds(notBefore - MonotonicClock.nanoseconds()))
    announcement = EventLoop.shared.schedule(after: wait) { [weak self] in self?.announceNow() }
  }

  private func announceNow() {
    let start = MonotonicClock.nanoseconds()
    // The short event first: both are one write to each client, whatever the length of the other.
    if healthIsStale {
      healthIsStale = false
      healthVersion += 1
      broadcast(EncodedEvent(.health, stateVersion: version) { health.append(at: .now(), to: &$0) })
    }
    if presenceIsStale {
      presenceIsStale = false
      broadcast(
        EncodedEvent(.presence, stateVersion: version) { output in
          output.append(contentsOf: #"{"presence":"#.utf8)
          appendPresence(to: &output)
          output.append(UInt8(ascii: "}"))
        })
    }
    let end = MonotonicClock.nanoseconds()
    notBefore = end + (end - start) * Self.share
  }
}
