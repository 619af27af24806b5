import Platform

/// A gateway that announces itself by DNS service discovery: RFC 6763.
///
/// Nothing of it is proved: whoever is on the network can say it.
package struct GatewayBeacon: Hashable, Sendable {
  /// The name of the service instance.
  package let instance: String
  /// The domain it is announced in, without a final dot.
  package let domain: String
  /// The name of its machine; nil when it could not be resolved.
  package var host: String?
  /// The address of its machine; nil when it could not be resolved.
  package var address: String?
  /// The port of the service; nil when it could not be resolved.
  package var port: Port?
  /// What it says of itself: the pairs of its TXT record, in order.
  package var texts: [Text] = []

  /// One pair of a TXT record.
  package struct Text: Hashable, Sendable {
    /// The key, as it was written.
    package let key: String
    /// The value; empty where there is none.
    package let value: String

    /// A string of a TXT record, split at its first `=`; nil for one without a key, which RFC 6763 section 6.4 has
    /// ignored.
    package init?(_ bytes: [UInt8]) {
      let parts = bytes.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
      guard let first = parts.first, !first.isEmpty else { return nil }
      key = String(decoding: first, as: UTF8.self)
      value = parts.count > 1 ? String(decoding: parts[1], as: UTF8.self) : ""
    }
  }

  /// An instance that is there, of which nothing more is known yet.
  package init(instance: String, domain: String) {
    self.instance = instance
    self.domain = domain
  }

  /// The value of a key of its TXT record, whatever the key's case; nil when it is not there or empty.
  ///
  /// Of several the first counts: RFC 6763 section 6.4.
  package subscript(_ key: String) -> String? {
    texts.first { $0.key.lowercased() == key.lowercased() }.flatMap { $0.value.isEmpty ? nil : $0.value }
  }

  /// The name people see.
  package var displayName: String { self["displayName"] ?? instance }

  /// The port of the gateway: what it says itself, else that of the service.
  package var gatewayPort: Port? { self["gatewayPort"].flatMap { Port($0) } ?? port }

  /// The host to reach it at: its name on the tailnet, on the local network, or as it was resolved.
  package var reachableHost: String? { self["tailnetDns"] ?? self["lanHost"] ?? host ?? address }

  /// The URL of the gateway; nil when host or port are not known.
  package var url: String? {
    guard let host = reachableHost, let port = gatewayPort else { return nil }
    return "\(usesTLS ? "wss" : "ws")://\(host.contains(":") ? "[\(host)]" : host):\(port)"
  }

  /// Whether it says that its port speaks TLS.
  package var usesTLS: Bool { ["1", "true", "yes"].contains(self["gatewayTls"]?.lowercased()) }
}
