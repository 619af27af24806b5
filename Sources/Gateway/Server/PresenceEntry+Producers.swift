import GatewayProtocol
import Platform

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

  /// The entry of a client that was admitted.
  init(_ admission: ConnectMachine.Admission, address: String?, at now: Timestamp) {
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
    deviceID = admission.parameters.device?.id
    roles = [admission.caller.role.rawValue]
    scopes = admission.caller.scopes.map(\.rawValue).sorted()
    instanceID = deviceID ?? client.instanceID
  }

  /// Takes from a beacon's text what the fields beside it did not say.
  mutating func complete(from beacon: PresenceBeacon) {
    host = host ?? beacon.host
    address = address ?? beacon.address
    version = version ?? beacon.version
    lastInputSeconds = lastInputSeconds ?? beacon.lastInputSeconds
    mode = mode ?? beacon.mode
    reason = reason ?? beacon.reason
  }
}
