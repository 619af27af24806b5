import JSON

/// The text form of a presence entry, which earlier clients send with `system-event`:
/// `Node: <host> (<ip>) · app <version> · last input <n>s ago · mode <mode> · reason <reason>`.
package struct PresenceBeacon: Hashable, Sendable {
  /// The name of the machine.
  package private(set) var host: String?
  /// Its IP address, which stands in parentheses.
  package private(set) var address: String?
  /// The version of the program.
  package private(set) var version: String?
  /// Seconds since the last input.
  package private(set) var lastInputSeconds: Int64?
  /// How the program works.
  package private(set) var mode: String?
  /// What caused the beacon.
  package private(set) var reason: String?

  /// Reads the parts it knows, in whatever order; a text that is no beacon has none.
  package init(_ text: String) {
    for part in text.split(separator: "·").compactMap({ String($0).trimmed }) { read(part) }
  }

  private mutating func read(_ part: String) {
    if let rest = part.dropping(prefix: "Node:") {
      readMachine(rest)
    } else if let rest = part.dropping(prefix: "last input ") {
      lastInputSeconds = Int64(rest.prefix { $0.isASCII && $0.isNumber })
    } else if let rest = part.dropping(prefix: "app ") {
      version = rest
    } else if let rest = part.dropping(prefix: "mode ") {
      mode = rest
    } else if let rest = part.dropping(prefix: "reason ") {
      reason = rest
    }
  }

  /// `studio (192.0.2.1)`, or a host alone.
  private mutating func readMachine(_ text: String) {
    guard text.hasSuffix(")"), let open = text.lastIndex(of: "(") else {
      host = text
      return
    }
    host = String(text[..<open]).trimmed
    address = String(text[text.index(after: open)...].dropLast()).trimmed
  }
}

extension String {
  /// Without the white space around it; nil when nothing else is left.
  package var trimmed: String? {
    let start = drop(while: \.isWhitespace)
    guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return nil }
    return String(start[...last])
  }

  /// What follows a prefix, trimmed; nil without the prefix, or when nothing follows.
  fileprivate func dropping(prefix: String) -> String? {
    hasPrefix(prefix) ? String(dropFirst(prefix.count)).trimmed : nil
  }
}
