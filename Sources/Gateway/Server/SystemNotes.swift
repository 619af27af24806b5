import GatewayProtocol

/// What `system-event` has noted for the main session's next agent, oldest first: in memory, bounded.
package struct SystemNotes: Sendable {
  /// The notes.
  package private(set) var texts: [String] = []
  /// Which machine the last note was about.
  private var context: String?
  private let capacity: Int

  package init(capacity: Int = 20) { self.capacity = capacity }

  /// Notes an event: a beacon by what it changed, anything else as it is.
  package mutating func heard(_ event: SystemEvent, _ change: PresenceChange) {
    if event.isBeacon {
      add(note(of: change), about: change.key)
    } else {
      add(event.text, about: nil)
    }
  }

  /// Notes a line of the gateway's own.
  package mutating func noted(_ text: String) { add(text, about: nil) }

  /// The same note twice in a row is one; the oldest makes room.
  private mutating func add(_ note: String, about context: String?) {
    guard !note.isEmpty else { return }
    self.context = context
    guard texts.last != note else { return }
    texts.append(note)
    if texts.count > capacity { texts.removeFirst() }
  }

  /// The changes worth a note; empty when there are none.
  private func note(of change: PresenceChange) -> String {
    let (old, new) = (change.old, change.new)
    let machineChanged = new.host != old?.host || new.address != old?.address
    var parts: [String] = []
    if new.version != old?.version { parts.append("app \(new.version ?? "unknown")") }
    if new.mode != old?.mode { parts.append("mode \(new.mode ?? "unknown")") }
    if new.reason != old?.reason, !isPeriodic(new.reason) { parts.append("reason \(new.reason ?? "event")") }
    guard machineChanged || !parts.isEmpty else { return "" }
    if machineChanged || context != change.key { parts.insert(machine(new), at: 0) }
    return parts.joined(separator: " · ")
  }

  private func machine(_ entry: PresenceEntry) -> String {
    "Node: \(entry.host ?? "Unknown")" + (entry.address.map { " (\($0))" } ?? "")
  }

  private func isPeriodic(_ reason: String?) -> Bool {
    guard let reason = reason?.lowercased() else { return false }
    return reason.hasPrefix("periodic") || reason == "heartbeat"
  }
}
