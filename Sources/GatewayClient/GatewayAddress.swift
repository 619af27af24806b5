import Platform

/// Where a gateway is: a `ws://` URL in its parts.
package struct GatewayAddress: Hashable, Sendable, CustomStringConvertible {
  /// A name or an address, an IPv6 one without brackets.
  package let host: String
  package let port: Int
  /// The request target: a path that starts with a slash, and the query.
  package let target: String

  package init(host: String, port: Int, target: String = "/") {
    self.host = host
    self.port = port
    self.target = target
  }

  /// Reads a URL: `ws://host[:port][/path]`, port 80 when there is none.
  ///
  /// - Throws: `GatewayClientError.badAddress`; for `wss://` with the ways round it, since there is no TLS here.
  package init(_ text: String) throws(GatewayClientError) {
    guard !text.lowercased().hasPrefix("wss://") else {
      throw .badAddress(
        text, reason: "TLS is not supported: connect to ws:// through an SSH tunnel, Tailscale, or a local proxy")
    }
    guard text.lowercased().hasPrefix("ws://") else { throw .badAddress(text, reason: "it must start with ws://") }
    let rest = text.dropFirst(5)
    let authority = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    guard !authority.contains("@") else { throw .badAddress("ws://***", reason: "it must not hold credentials") }
    guard let (host, port) = Self.split(authority) else {
      throw .badAddress(text, reason: "it must be ws://host:port with a port from 1 to 65535")
    }
    let target = rest.dropFirst(authority.count).prefix { $0 != "#" }
    guard target.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
      throw .badAddress(text, reason: "its path holds characters that must be percent-encoded")
    }
    self.init(host: host, port: port, target: target.hasPrefix("/") ? String(target) : "/" + target)
  }

  /// The host as it stands in a URL and in the Host field: IPv6 in brackets.
  package var bracketedHost: String { host.contains(":") ? "[\(host)]" : host }

  package var description: String { "ws://\(bracketedHost):\(port)\(target == "/" ? "" : target)" }

  private static func split(_ authority: Substring) -> (host: String, port: Int)? {
    var host = authority
    var port: Substring?
    if authority.hasPrefix("["), let end = authority.firstIndex(of: "]") {
      host = authority[authority.index(after: authority.startIndex)..<end]
      let after = authority[authority.index(after: end)...]
      guard after.isEmpty || after.hasPrefix(":") else { return nil }
      if !after.isEmpty { port = after.dropFirst() }
    } else if let colon = authority.firstIndex(of: ":") {
      host = authority[..<colon]
      port = authority[authority.index(after: colon)...]
    }
    guard isHost(host) else { return nil }
    guard let port, !port.isEmpty else { return (String(host), 80) }
    return Port(String(port)).map { (String(host), $0.number) }
  }

  private static func isHost(_ host: Substring) -> Bool {
    !host.isEmpty && host.utf8.count <= 255
      && host.utf8.allSatisfy { (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "[") && $0 != UInt8(ascii: "]") }
  }
}
