import GatewayProtocol
import Platform

/// Who is there: the gateway itself, connected clients, and those that left a short while ago.
///
/// No clock of its own.
package struct PresenceList: Sendable {
  private struct Record: Sendable {
    var entry: PresenceEntry
    var connections: Int
  }

  private let capacity: Int
  private let timeToLive: Duration
  private let own: PresenceEntry
  private var records: [String: Record] = [:]
  /// Counts every change.
  package private(set) var version: Int64 = 1

  /// - Parameter own: the gateway's entry, always first in age.
  package init(own: PresenceEntry, capacity: Int = 200, timeToLive: Duration = .seconds(300)) {
    self.own = own
    self.capacity = capacity
    self.timeToLive = timeToLive
  }

  /// A client was admitted.
  ///
  /// Gives the key to take it away by; nil for clients that leave no trace.
  package mutating func connected(
    _ admission: ConnectMachine.Admission, connectionID: String, address: String?, at now: Timestamp
  ) -> String? {
    let parameters = admission.parameters
    guard parameters.client.mode != .cli, parameters.client.mode != .probe else { return nil }
    let key = (parameters.device?.id ?? parameters.client.instanceID ?? connectionID).lowercased()
    if records[key] == nil, records.count >= capacity { dropOldest() }
    var entry = PresenceEntry(admission, address: address, at: now)
    if let old = records[key]?.entry { entry.merge(old) }
    records[key] = Record(entry: entry, connections: (records[key]?.connections ?? 0) + 1)
    version += 1
    return key
  }

  /// A client went away; its entry stays for a while, unless the same client is connected elsewhere.
  package mutating func disconnected(_ key: String, at now: Timestamp) {
    guard var record = records[key] else { return }
    record.connections -= 1
    if record.connections <= 0 {
      record.entry.reason = "disconnect"
      record.entry.timestamp = now
    }
    records[key] = record
    version += 1
  }

  /// The entries, newest first.
  ///
  /// Those that left too long ago are forgotten.
  package mutating func list(at now: Timestamp) -> [PresenceEntry] {
    let oldest = now.milliseconds - timeToLive.milliseconds
    records = records.filter { $0.value.connections > 0 || $0.value.entry.timestamp.milliseconds >= oldest }
    var own = own
    own.timestamp = now
    return [own] + records.values.map(\.entry).sorted { $0.timestamp > $1.timestamp }
  }

  private mutating func dropOldest() {
    if let oldest = records.min(by: { $0.value.entry.timestamp < $1.value.entry.timestamp }) {
      records[oldest.key] = nil
    }
  }
}

extension PresenceEntry {
  /// The gateway's own entry.
  package init(gateway machine: MachineIdentity, version: String, at now: Timestamp) {
    self.init(timestamp: now)
    host = machine.host
    address = machine.address
    self.version = version
    platform = machine.platform
    deviceFamily = "Linux"
    modelIdentifier = machine.architecture
    mode = "gateway"
    reason = "self"
    text = "Gateway: \(machine.host) · app \(version) · mode gateway · reason self"
  }

  fileprivate init(_ admission: ConnectMachine.Admission, address: String?, at now: Timestamp) {
    let client = admission.parameters.client
    self.init(timestamp: now)
    host = client.displayName ?? client.id.rawValue
    self.address = address
    version = client.version
    platform = client.platform
    deviceFamily = client.deviceFamily
    modelIdentifier = client.modelIdentifier
    mode = client.mode.rawValue
    reason = "connect"
    text = "Node: \(host ?? "?") · mode \(client.mode.rawValue)"
    deviceID = admission.parameters.device?.id
    roles = [admission.caller.role.rawValue]
    scopes = admission.caller.scopes.map(\.rawValue).sorted()
    instanceID = deviceID ?? client.instanceID
  }

  /// Keeps what an earlier entry of the same client knew and this one does not.
  fileprivate mutating func merge(_ old: PresenceEntry) {
    address = address ?? old.address
    deviceFamily = deviceFamily ?? old.deviceFamily
    modelIdentifier = modelIdentifier ?? old.modelIdentifier
    roles = Set((roles ?? []) + (old.roles ?? [])).sorted()
    scopes = Set((scopes ?? []) + (old.scopes ?? [])).sorted()
  }
}
