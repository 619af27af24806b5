import Platform

/// One datagram of a service to its manager: `sd_notify(3)`.
package struct NotifyMessage: Hashable, Sendable {
  /// What a service can say of itself; assignments with other names are passed over.
  package enum Assignment: Hashable, Sendable {
    case ready
    case reloading
    case stopping
    case status(String)
    /// The process to be taken for the service's main one from now on.
    case mainProcess(Int32)
    /// The step under way may take this much longer, from now.
    case extendTimeout(Duration)
    /// The service is alive.
    case watchdog
    /// The service knows that it is not well: `WATCHDOG=trigger`.
    case watchdogTrigger
  }

  /// In the order in which they were sent.
  package let assignments: [Assignment]

  /// The largest message that is read, as in systemd: 4 KiB.
  package static let sizeLimit = 4096

  /// Reads the lines of a datagram; nil when it is too long or holds a NUL, where systemd ignores it whole.
  package init?(_ bytes: some Collection<UInt8>) {
    guard bytes.count <= Self.sizeLimit, !bytes.contains(0) else { return nil }
    assignments = bytes.split(separator: UInt8(ascii: "\n")).compactMap { line in
      String(validating: line, as: UTF8.self).flatMap(Self.assignment)
    }
  }

  private static func assignment(_ line: String) -> Assignment? {
    guard let equals = line.utf8.firstIndex(of: UInt8(ascii: "=")) else { return nil }
    let value = String(line[line.utf8.index(after: equals)...])
    switch (line[..<equals], value) {
    case ("READY", "1"): return .ready
    case ("RELOADING", "1"): return .reloading
    case ("STOPPING", "1"): return .stopping
    case ("STATUS", _): return .status(value)
    case ("WATCHDOG", "1"): return .watchdog
    case ("WATCHDOG", "trigger"): return .watchdogTrigger
    case ("MAINPID", _): return number(value).flatMap { Int32(exactly: $0) }.map { .mainProcess($0) }
    case ("EXTEND_TIMEOUT_USEC", _): return number(value).map { .extendTimeout(.microseconds($0)) }
    default: return nil
    }
  }

  /// A whole number above zero in decimal digits.
  private static func number(_ text: String) -> Int64? {
    guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int64(text), number > 0 else { return nil }
    return number
  }
}
