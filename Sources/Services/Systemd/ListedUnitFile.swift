import Platform

/// A unit file on disk, as a list of unit files has it.
package struct ListedUnitFile: Hashable, Sendable {
  /// Where the file is.
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
