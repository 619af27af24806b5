import Platform

/// A unit in the manager's memory, as a list of units has it.
package struct ListedUnit: Hashable, Sendable {
  package let name: String
  package let description: String
  package let loadState: String
  package let activeState: String
  package let subState: String

  /// Reads one entry of `ListUnitsByPatterns`, `(ssssssouso)`.
  init?(_ value: BusValue) {
    guard let fields = value.elements?.prefix(5).compactMap(\.text), fields.count == 5 else { return nil }
    name = fields[0]
    description = fields[1]
    loadState = fields[2]
    activeState = fields[3]
    subState = fields[4]
  }
}

/// A unit file on disk, as a list of unit files has it.
package struct ListedUnitFile: Hashable, Sendable {
  package let path: AbsolutePath
  /// `enabled`, `disabled`, `masked` and others.
  package let state: String

  /// The unit's name.
  package var name: String { path.lastComponent }

  /// Reads one entry of `ListUnitFilesByPatterns`, `(ss)`.
  init?(_ value: BusValue) {
    guard let fields = value.elements?.compactMap(\.text), fields.count == 2, let path = AbsolutePath(fields[0]) else {
      return nil
    }
    self.path = path
    state = fields[1]
  }
}

/// A link that was made or removed to enable or disable a unit.
package struct UnitLinkChange: Hashable, Sendable {
  /// `symlink` or `unlink`.
  package let kind: String
  package let link: String
  package let target: String

  /// The changes in an answer, which is their list, sometimes after a flag.
  static func all(in answer: [BusValue]) -> [UnitLinkChange] {
    (answer.last?.elements ?? []).compactMap { change in
      guard let fields = change.texts, fields.count == 3 else { return nil }
      return UnitLinkChange(kind: fields[0], link: fields[1], target: fields[2])
    }
  }
}
