import Platform

/// The text of `launchctl print`, taken apart.
///
/// Apple calls the form unstable, so a key that is not there is nil, and nothing is refused. Keys are told apart without
/// regard to case.
package struct LaunchctlPrint: Hashable, Sendable {
  private var fields: [String: String] = [:]
  private var blocks: [String: [String]] = [:]

  /// Reads one job: `key = value` lines one tab deep, and blocks whose lines are two tabs deep.
  package init(_ text: String) {
    var block: String?
    for line in text.utf8.split(separator: UInt8(ascii: "\n")).map(Substring.init) {
      if let block, line.hasPrefix("\t\t") { blocks[block, default: []].append(String(line.dropFirst(2))) }
      guard line.hasPrefix("\t"), !line.hasPrefix("\t\t") else { continue }
      let parts = line.split(separator: " = ", maxSplits: 1)
      block = nil
      guard parts.count == 2 else { continue }
      let key = parts[0].trimmingBlanks().lowercased()
      let value = parts[1].trimmingBlanks()
      if value == "{" { block = key } else if fields[key] == nil { fields[key] = value }
    }
  }

  /// The value of a key; nil when there is none.
  package func value(_ key: String) -> String? { fields[key] }

  /// The lines of a block, without the tabs before them; none when there is no such block.
  package func lines(_ key: String) -> [String] { blocks[key] ?? [] }

  /// The jobs that must not be loaded, from the text of `launchctl print-disabled`.
  ///
  /// Newer systems write `disabled` where older ones wrote `true`.
  package static func disabledLabels(_ text: String) -> Set<String> {
    let labels = text.split(separator: "\n").compactMap { line -> String? in
      let parts = line.split(separator: " => ", maxSplits: 1).map { $0.trimmingBlanks() }
      guard parts.count == 2, ["disabled", "true"].contains(parts[1]) else { return nil }
      return String(parts[0].drop { $0 == "\"" }.prefix { $0 != "\"" })
    }
    return Set(labels)
  }
}
