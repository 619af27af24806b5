import Platform

/// Which `Host` and `Origin` fields the gateway answers: a web page from elsewhere must not reach it through a browser,
/// nor through a name that was made to lead here.
package struct AllowedHosts: Hashable, Sendable {
  private let hosts: Set<String>
  /// The hosts of the origins: the names that a proxy in front of us is asked for and passes on.
  private var proxied: Set<String>
  private var origins: Set<String>
  private let allowsTailnet: Bool

  /// - Parameters:
  ///   - addresses: the addresses bound, and this machine's own where the bind is to all of them.
  ///   - names: the machine's names.
  ///   - origins: `gateway.controlUi.allowedOrigins`.
  ///   - allowsTailnet: whether Tailscale is on, so that `*.ts.net` leads here.
  package init(addresses: [String] = [], names: [String] = [], origins: [String] = [], allowsTailnet: Bool = false) {
    self.origins = Set(origins.map(Self.normalised(origin:)))
    hosts = Set((["localhost", "127.0.0.1", "::1"] + addresses + names).map { $0.lowercased() })
    proxied = Set(self.origins.compactMap(Self.host(ofOrigin:)))
    self.allowsTailnet = allowsTailnet
  }

  /// The same hosts, with the origins of others.
  func replacingOrigins(by others: AllowedHosts) -> AllowedHosts {
    var result = self
    (result.origins, result.proxied) = (others.origins, others.proxied)
    return result
  }

  /// Whether a request's `Host` names this gateway, whatever its port.
  package func allows(host: String) -> Bool {
    guard let name = Self.name(ofAuthority: host) else { return false }
    return allows(name: name) || proxied.contains(name)
  }

  /// Whether a page of this origin may talk to the gateway; a request without an origin comes from no page.
  package func allows(origin: String?) -> Bool {
    guard let origin else { return true }
    if origins.contains(Self.normalised(origin: origin)) { return true }
    return Self.host(ofOrigin: origin).map(allows(name:)) ?? false
  }

  private static func host(ofOrigin origin: String) -> String? {
    let scheme = ["http://", "https://"].first(where: origin.lowercased().hasPrefix)
    return scheme.flatMap { name(ofAuthority: String(origin.dropFirst($0.count))) }
  }

  private func allows(name: String) -> Bool {
    hosts.contains(name) || (name.hasSuffix(".localhost")) || (allowsTailnet && name.hasSuffix(".ts.net"))
  }

  private static func normalised(origin: String) -> String {
    let text = origin.lowercased()
    return text.hasSuffix("/") ? String(text.dropLast()) : text
  }

  /// The host of `host[:port]` in lower case, an IPv6 one without brackets; nil when it is none.
  static func name(ofAuthority authority: String) -> String? {
    var name = authority.lowercased().utf8[...]
    var port = name.suffix(0)
    if name.first == UInt8(ascii: "["), let end = name.firstIndex(of: UInt8(ascii: "]")) {
      port = name[end...].dropFirst()
      name = name[..<end].dropFirst()
    } else if let colon = name.firstIndex(of: UInt8(ascii: ":")) {
      port = name[colon...]
      name = name[..<colon]
    }
    let hasPort = port.first == UInt8(ascii: ":") && port.dropFirst().allSatisfy(\.isASCIIDigit)
    guard !name.isEmpty, port.isEmpty || hasPort else { return nil }
    return String(Substring(name.last == UInt8(ascii: ".") ? name.dropLast() : name))
  }
}
