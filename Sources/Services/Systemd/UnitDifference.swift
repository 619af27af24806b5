import Platform

/// One directive that an installed unit and the unit we would write have differently, or one key of a LaunchAgent.
package struct UnitDifference: Hashable, Sendable, CustomStringConvertible {
  /// The section that the directive stands in; empty for a LaunchAgent, which has none.
  package let section: String
  /// The directive without its equals sign.
  package let key: String
  /// The values that only the installed unit has, as they stand in the file but with secrets masked; empty when the
  /// directive is absent.
  package let installed: [String]
  /// The values that only the unit we would write has.
  package let wanted: [String]

  package var description: String {
    let name = section.isEmpty ? key : "[\(section)] \(key)="
    return "\(name): \(Self.shown(installed)), would be \(Self.shown(wanted))"
  }

  /// The directive with its section: `Service.ExecStart`, `KeepAlive`.
  package var directive: String { section.isEmpty ? key : "\(section).\(key)" }

  /// What differs, directive by directive in the order of the wanted unit, then what only the installed one has.
  ///
  /// Comments, blank lines and the order of directives make no difference, and neither does the version that wrote the
  /// unit.
  package static func between(installed: InstalledDefinition, wanted: InstalledDefinition) -> [UnitDifference] {
    let old = directives(of: installed)
    let new = directives(of: wanted)
    let added = old.order.filter { new.values[$0] == nil }
    return (new.order + added).compactMap { directive in
      let before = old.values[directive] ?? []
      let after = new.values[directive] ?? []
      if before.map({ Array($0.utf8) }) == after.map({ Array($0.utf8) }) { return nil }
      return UnitDifference(
        section: directive.section, key: directive.key, installed: masked(without(after, before)),
        wanted: masked(without(before, after)))
    }
  }

  /// The values that are not among the others; all of them when only their order differs.
  private static func without(_ others: [String], _ values: [String]) -> [String] {
    Set(values) == Set(others) ? values : values.filter { !others.contains($0) }
  }

  /// Units that others wrote may hold secrets, in variables and in commands.
  private static func masked(_ values: [String]) -> [String] {
    values.map { MaskedArguments.masking([$0]).joined() }
  }

  private struct Directive: Hashable {
    let section: String
    let key: String
  }

  private struct Directives {
    var order: [Directive] = []
    var values: [Directive: [String]] = [:]
  }

  private static func directives(of definition: InstalledDefinition) -> Directives {
    let entries =
      switch definition {
      case .unit(let unit): unit.file.entries
      case .agent(let agent): agent.entries
      }
    var directives = Directives()
    for entry in entries where !saysOnlyVersion(entry) {
      let directive = Directive(section: entry.section, key: entry.key)
      if directives.values[directive] == nil { directives.order.append(directive) }
      directives.values[directive, default: []].append(withoutVersion(entry, definition.version))
    }
    return directives
  }

  /// The keys whose values are assignments of variables.
  package static let environmentKeys = ["Environment", InstalledAgent.environmentKey]

  private static func saysOnlyVersion(_ entry: UnitFile.Entry) -> Bool {
    entry.section == InstalledUnit.section && entry.key == "Version"
      || environmentKeys.contains(entry.key) && entry.value.hasPrefix("\(ServiceMarker.version)=")
  }

  /// A description without the version at its end.
  private static func withoutVersion(_ entry: UnitFile.Entry, _ version: String?) -> String {
    guard ["Description", "Comment"].contains(entry.key), let version else { return entry.value }
    for ending in [" (v\(version))", ", v\(version))"] where entry.value.hasSuffix(ending) {
      return entry.value.dropLast(ending.count) + (ending.hasPrefix(",") ? ")" : "")
    }
    return entry.value
  }

  private static func shown(_ values: [String]) -> String {
    values.isEmpty ? "absent" : values.map { $0.isEmpty ? "empty" : $0 }.joined(separator: " | ")
  }
}
