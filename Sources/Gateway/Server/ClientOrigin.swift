import HTTPCodec
import Transport

/// Where a request comes from: the address failures are counted by, and whether it is this machine's own.
package struct ClientOrigin: Hashable, Sendable {
  /// The client's address, or the proxy's where no proxy that is trusted names the client.
  package let address: String
  /// Whether the client is on this machine and speaks to us directly: never for one that a proxy speaks for.
  package let isLocal: Bool
  /// The address as presence may tell it: nil for this machine, and where a proxy that is not trusted names another.
  package let recordableAddress: String?

  private static let forwardingFields = ["X-Forwarded-For", "X-Real-IP", "X-Forwarded-Host", "Forwarded"]

  /// - Parameters:
  ///   - peer: the address of the socket's other end.
  ///   - trustedProxies: `gateway.trustedProxies`, exact addresses. Only these are believed.
  package init(peer: String, fields: HTTPFields, trustedProxies: Set<String>) {
    let peer = Self.canonical(peer) ?? peer
    let isForwarded = Self.forwardingFields.contains { fields.contains($0) }
    let proxies = isForwarded ? Set(trustedProxies.compactMap(Self.canonical)) : []
    if proxies.contains(peer), let client = Self.forwardedClient(fields, proxies) {
      address = client
      isLocal = false
      recordableAddress = Self.isLoopback(client) ? nil : client
    } else {
      address = isForwarded ? "\(peer) (proxy)" : peer
      isLocal = Self.isLoopback(peer) && !isForwarded
      recordableAddress = isForwarded || Self.isLoopback(peer) ? nil : peer
    }
  }

  /// The last address of X-Forwarded-For that is no trusted proxy's, else X-Real-IP.
  ///
  /// Each proxy adds the address it was asked from at the end: what stands before the last stranger is that
  /// stranger's own word. Nil when that stranger is no address.
  private static func forwardedClient(_ fields: HTTPFields, _ proxies: Set<String>) -> String? {
    let hops = fields.elements(of: "X-Forwarded-For")
    if hops.isEmpty { return fields["X-Real-IP"].flatMap(canonical) }
    let stranger = hops.last { hop in canonical(hop).map { !proxies.contains($0) } ?? true }
    return (stranger ?? hops.first).flatMap(canonical)
  }

  /// A numeric address in its one canonical form, IPv4 without the IPv6 prefix it may be mapped into: RFC 4291 §2.5.5.2.
  private static func canonical(_ text: String) -> String? { address(text)?.hostText }

  private static func address(_ text: String) -> SocketAddress? {
    guard let address = SocketAddress(text, port: nil) else { return nil }
    guard case .v6(0, let low, _) = address.host, low >> 32 == 0xFFFF else { return address }
    return SocketAddress(.v4(UInt32(truncatingIfNeeded: low)), port: nil)
  }

  /// Whether a text is one of this machine's own addresses.
  static func isLoopback(_ text: String) -> Bool { address(text)?.isLoopback ?? false }
}
