import Glibc

/// A process environment as a value, so that nothing below the executables reads ambient state.
package struct Environment: Hashable, Sendable {
  /// The variables as they are, blank ones included.
  package var values: [String: String]

  /// An environment of these variables.
  package init(_ values: [String: String] = [:]) { self.values = values }

  /// Reads `NAME=value` assignments.
  ///
  /// Of two with one name the first counts, as in `getenv(3)`.
  package init(assignments: some Sequence<String>) {
    values = [:]
    for assignment in assignments {
      guard let separator = assignment.utf8.firstIndex(of: UInt8(ascii: "=")) else { continue }
      let name = String(assignment[..<separator])
      if values[name] == nil { values[name] = String(assignment[assignment.utf8.index(after: separator)...]) }
    }
  }

  /// The variables as `NAME=value`, in byte order, as a program is given them.
  package var assignments: [String] { values.map { "\($0.key)=\($0.value)" }.sorted() }

  /// The environment this process was started with: `environ(7)`.
  ///
  /// Later changes do not show.
  package static func current() -> Environment {
    let entries = sequence(state: environ as UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?) { next -> String? in
      defer { next = next.map { $0 + 1 } }
      return next?.pointee.map { String(cString: $0) }
    }
    return Environment(assignments: entries)
  }

  /// The trimmed value of a variable; nil when it is unset or blank, which mean the same everywhere here.
  package subscript(_ name: String) -> String? {
    guard let value = values[name]?.trimmingBlanks(), !value.isEmpty else { return nil }
    return value
  }

  /// The directories of `PATH`, those that are absolute; `/usr/bin` and `/bin` where it is unset.
  package var searchPath: [AbsolutePath] {
    (self["PATH"] ?? "/usr/bin:/bin").split(separator: ":").compactMap { AbsolutePath(String($0)) }
  }

  /// A switch: `true`, `1`, `yes`, `on` and their opposites in any case; nil for anything else.
  package func flag(_ name: String) -> Bool? {
    switch self[name]?.lowercased() {
    case "true", "1", "yes", "on": true
    case "false", "0", "no", "off": false
    default: nil
    }
  }
}

extension StringProtocol {
  /// The text without ASCII white space at either end.
  package func trimmingBlanks() -> String {
    let isBlank = { (byte: UInt8) in byte == 0x20 || (0x09...0x0D).contains(byte) }
    let kept = Substring(self).utf8.drop(while: isBlank)
    guard let last = kept.indices.last(where: { !isBlank(kept[$0]) }) else { return "" }
    return String(Substring(kept[...last]))
  }
}
