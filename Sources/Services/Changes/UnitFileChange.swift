import Platform

/// Writes or removes a unit file or a LaunchAgent's property list and has the manager read it.
///
/// Taken back, the former file runs again if it ran before.
package struct UnitFileChange: Change {
  /// What is to be at the path.
  package enum Action: Hashable, Sendable {
    case write([UInt8])
    case remove
  }

  /// What is to be at the path.
  package let action: Action
  /// The unit that the file defines.
  package let unit: String
  /// The unit file.
  package let path: AbsolutePath
  let connection: ServiceConnection

  /// A change to a file that a manager reads.
  package init(_ action: Action, unit: String, at path: AbsolutePath, through connection: ServiceConnection) {
    self.action = action
    self.unit = unit
    self.path = path
    self.connection = connection
  }

  private var file: FileChange {
    switch action {
    case .write(let text): FileChange(step, .write(text, mode: connection.definitionMode), at: path)
    case .remove: FileChange(step, .remove, at: path)
    }
  }

  private var written: [UInt8]? { if case .write(let text) = action { text } else { nil } }

  package var step: String { action == .remove ? "remove-unit" : "write-unit" }

  package var summary: String { "\(file.summary) and have it read" }

  package func undoRecord() throws -> UndoRecord? {
    guard try file.undoRecord() != nil else { return nil }
    let former = try Files.read(path)
    let wasActive = try former != nil && connection.status(of: unit).state.isActive
    let words = [path.string, wasActive ? "active" : "inactive", former == nil ? "new" : "former"]
    let operands = words.map { Array($0.utf8) } + [former ?? []] + (written.map { [$0] } ?? [])
    return ServiceUndoer.record(.restoreUnit, of: unit, through: connection, operands)
  }

  package func apply() throws {
    try file.apply()
    try connection.reload()
  }
}
