import GatewayProtocol
import JSON
import Platform

/// `restart-sentinel.json` in the state directory: mode 0600, written before a restart, read once after it.
struct SentinelFile: Sendable {
  let path: AbsolutePath

  init(stateDirectory: AbsolutePath) { path = stateDirectory.appending("restart-sentinel.json") }

  private static let version: JSONValue = 1
  /// Longer files are none of ours, in bytes.
  private static let lengthLimit = 1 << 20

  /// Leaves a sentinel, in the place of an earlier one.
  func write(_ sentinel: RestartSentinel) throws(SystemError) {
    let value: JSONValue = ["version": Self.version, "payload": sentinel.json]
    try AtomicFile.write(value.encoded(pretty: true) + [UInt8(ascii: "\n")], to: path, mode: 0o600)
  }

  /// Takes the sentinel away; nil when there is none, or none that can be read.
  func take() throws(SystemError) -> RestartSentinel? {
    guard let bytes = try Files.readRegular(path, limit: Self.lengthLimit) else { return nil }
    try Files.remove(path)
    do {
      let value = try JSONReader.read(bytes)
      guard value["version"] == Self.version, let payload = value["payload"] else { return nil }
      return try RestartSentinel(reading: payload)
    } catch { return nil }
  }
}
