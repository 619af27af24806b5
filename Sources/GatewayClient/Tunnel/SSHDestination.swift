import Platform

/// Whom `ssh` is to connect to: `[user@]host[:port]`.
package struct SSHDestination: Hashable, Sendable, CustomStringConvertible {
  /// The user and the host, as `ssh` takes them in one word.
  package let name: String
  /// The port of the SSH server; nil for what `ssh` takes for itself.
  package let port: Port?

  /// Reads `user@host`, `host`, `user@host:2222`; nil for what `ssh` could take for something else, such as a flag.
  package init?(_ text: String) {
    var name = Substring(text)
    var port: Port?
    if let colon = text.lastIndex(of: ":"), text.firstIndex(of: ":") == colon {
      name = text[..<colon]
      guard let number = Port(String(text[text.index(after: colon)...])) else { return nil }
      port = number
    }
    let parts = name.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.allSatisfy({ !$0.isEmpty && !$0.hasPrefix("-") }), name.utf8.count <= 320 else { return nil }
    let isPlain = name.utf8.allSatisfy { (0x21...0x7E).contains($0) && !"'\"`$\\;&|<>(){}/".utf8.contains($0) }
    guard isPlain else { return nil }
    self.name = String(name)
    self.port = port
  }

  package var description: String { port.map { "\(name):\($0)" } ?? name }
}
