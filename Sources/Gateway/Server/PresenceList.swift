import GatewayProtocol
import JSON
import Platform

/// Who is there: the gateway itself, connected clients, and those that left or were heard of a short while ago.
///
/// No clock of its own. Each entry is encoded when it changes, so that telling the list copies bytes.
package struct PresenceList: Sendable {
  /// A class, so that walking the list copies no entry.
  private final class Record: Sendable {
    let key: String
    /// Compared before the key itself: most keys differ.
    let keyHash: Int
    let entry: PresenceEntry
    let connections: Int
    let encoded: [UInt8]

    init(key: String, entry: PresenceEntry, connections: Int) {
      self.key = key
      keyHash = key.hashValue
      self.entry = entry
      self.connections = connections
      encoded = entry.json.encoded()
    }
  }

  private let capacity: Int
  private let timeToLive: Duration
  private let own: PresenceEntry
  private let ownTemplate: JSONTemplate
  /// Oldest first.
  private var records: [Record] = []
  /// Counts every change.
  package private(set) var version: Int64 = 1

  /// - Parameters:
  ///   - own: the gateway's entry, always the newest.
  ///   - capacity: how many entries there may be, the gateway's included; the oldest go first.
  package init(own: PresenceEntry, capacity: Int = 200, timeToLive: Duration = .seconds(300)) {
    self.own = own
    self.capacity = capacity
    self.timeToLive = timeToLive
    ownTemplate = JSONTemplate { hole in
      var object = own.json.objectValue ?? [:]
      object["ts"] = hole
      return .object(object)
    }
  }

  // MARK: Changes

  /// A client was admitted.
  ///
  /// Gives the key to take it away by; nil for clients that leave no trace.
  package mutating func connected(
    _ admission: ConnectMachine.Admission, connectionID: String, address: String?, at now: Timestamp
  ) -> String? {
    let parameters = admission.parameters
    guard parameters.client.mode != .cli, parameters.client.mode != .probe else { return nil }
    let name = parameters.device?.id ?? parameters.client.instanceID ?? connectionID
    let key = Self.key(name) ?? connectionID
    let entry = PresenceEntry(admission, address: address, at: now)
    upsert(entry, under: key) { $0 + 1 }
    return key
  }

  /// A client went away; its entry stays for a while, unless the same client is connected elsewhere.
  package mutating func disconnected(_ key: String, at now: Timestamp) {
    guard let old = record(key) else { return }
    var entry = PresenceEntry(timestamp: now)
    if old.connections <= 1 { entry.reason = "disconnect" }
    upsert(entry, under: key) { max(0, $0 - 1) }
  }

  /// A machine said something of itself.
  package mutating func heard(_ event: SystemEvent, at now: Timestamp) -> PresenceChange {
    let beacon = PresenceBeacon(event.text)
    var entry = event.fields
    entry.timestamp = now
    entry.text = event.text
    entry.complete(from: beacon)
    if entry.address.map(ClientOrigin.isLoopback) == true { entry.address = nil }
    let names = [entry.deviceID, entry.instanceID, entry.host, entry.address]
    let key = names.lazy.compactMap { $0.flatMap(Self.key) }.first ?? Self.key(String(event.text.prefix(64))) ?? ""
    let old = record(key)?.entry
    return PresenceChange(key: key, old: old, new: upsert(entry, under: key) { $0 })
  }

  /// Puts an entry in the newest place, merged with what was known, and says what it is now.
  @discardableResult
  private mutating func upsert(
    _ entry: PresenceEntry, under key: String, connections: (Int) -> Int
  ) -> PresenceEntry {
    version += 1
    var entry = entry
    let position = position(of: key)
    let old = position.map { records.remove(at: $0) }
    if let old { entry.merge(old.entry) }
    entry.text = entry.text ?? "Node: \(entry.host ?? "?") · mode \(entry.mode ?? "?")"
    if records.count >= capacity - 1 { records.removeFirst(records.count - capacity + 2) }
    records.append(Record(key: key, entry: entry, connections: connections(old?.connections ?? 0)))
    return entry
  }

  private func record(_ key: String) -> Record? { position(of: key).map { records[$0] } }

  private func position(of key: String) -> Int? {
    let hash = key.hashValue
    return records.firstIndex { $0.keyHash == hash && $0.key == key }
  }

  private static func key(_ name: String) -> String? { name.trimmed?.lowercased() }

  // MARK: Listing

  /// The entries, newest first.
  ///
  /// Those that left too long ago are forgotten.
  package mutating func list(at now: Timestamp) -> [PresenceEntry] {
    forget(at: now)
    var own = own
    own.timestamp = now
    return [own] + records.reversed().map(\.entry)
  }

  /// Appends the same as a JSON array.
  package mutating func append(at now: Timestamp, to output: inout [UInt8]) {
    forget(at: now)
    // For what a frame holds after the list, too.
    output.makeRoom(for: records.reduce(4096) { $0 + $1.encoded.count + 1 })
    output.append(UInt8(ascii: "["))
    ownTemplate.append(to: &output) { JSONWriter.append(integer: now.milliseconds, to: &$1) }
    for record in records.reversed() {
      output.append(UInt8(ascii: ","))
      output.append(contentsOf: record.encoded)
    }
    output.append(UInt8(ascii: "]"))
  }

  private mutating func forget(at now: Timestamp) {
    let oldest = now.milliseconds - timeToLive.milliseconds
    records.removeAll { $0.connections == 0 && $0.entry.timestamp.milliseconds < oldest }
  }
}

/// What a `system-event` did to the presence list.
package struct PresenceChange: Sendable {
  /// The key of the entry.
  package let key: String
  /// The entry before; nil when there was none.
  package let old: PresenceEntry?
  /// The entry now.
  package let new: PresenceEntry
}
