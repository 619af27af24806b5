import HTTPCodec

/// Where a request comes from: the address failures are counted by, and whether it is this machine's own.
package struct ClientOrigin: Hashable, Sendable {
  /// The client's address, or the proxy's where the proxy is not trusted to name it.
  package let address: String
  /// Whether the client is on this machine and speaks to us directly, or through a trusted proxy.
  package let isLocal: Bool
  /// The address as presence may tell it: nil for this machine, and where a proxy that is not trusted names another.
  package let recordableAddress: String?

  private static let forwardingFields = ["X-Forwarded-For", "X-Real-IP", "X-Forwarded-Host", "Forwarded"]

  /// - Parameters:
  ///   - peer: the address of the socket's other end.
  ///   - trustedProxies: `gateway.trustedProxies`, exact addresses. Only these are believed.
  package init(peer: String, fields: HTTPFields, trustedProxies: Set<String>) {
    let peer = Self.unmapped(peer)
    if trustedProxies.contains(peer), let client = Self.forwardedClient(fields) {
      address = client
      isLocal = Self.isLoopback(client)
      recordableAddress = isLocal ? nil : client
    } else {
      let isForwarded = Self.forwardingFields.contains { fields.contains($0) }
      address = isForwarded ? "\(peer) (proxy)" : peer
      isLocal = Self.isLoopback(peer) && !isForwarded
      recordableAddress = isForwarded || Self.isLoopback(peer) ? nil : peer
    }
  }

  /// The first address of X-Forwarded-For, else X-Real-IP.
  private static func forwardedClient(_ fields: HTTPFields) -> String? {
    (fields.elements(of: "X-Forwarded-For").first ?? fields["X-Real-IP"]).map(unmapped)
  }

  /// An IPv4 address without the IPv6 prefix it may be mapped into: RFC 4291 §2.5.5.2.
  private static func unmapped(_ address: String) -> String {
    address.lowercased().hasPrefix("::ffff:") ? String(address.dropFirst(7)) : address
  }

  /// Whether an address, in text, is one of this machine's own.
  static func isLoopback(_ address: String) -> Bool {
    let address = unmapped(address)
    return address == "::1" || address.hasPrefix("127.")
  }
}
