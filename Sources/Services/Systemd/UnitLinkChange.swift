/// A link that was made or removed to enable or disable a unit.
package struct UnitLinkChange: Hashable, Sendable {
  /// `symlink` or `unlink`.
  package let kind: String
  /// The link that was made or removed.
  package let link: String
  /// Where it leads.
  package let target: String

  /// The changes in an answer, which is their list, sometimes after a flag.
  static func all(in answer: [BusValue]) -> [UnitLinkChange] {
    (answer.last?.elements ?? []).compactMap { change in
      guard let fields = change.texts, fields.count == 3 else { return nil }
      return UnitLinkChange(kind: fields[0], link: fields[1], target: fields[2])
    }
  }
}
