import Platform

/// Keeps a config's content in its backup ring before a plan gives it another one.
package struct BackupChange: Change {
  /// The content that is about to be replaced.
  package let content: [UInt8]
  /// Where backups are.
  package let ring: BackupRing
  /// Whose rights to use; nil for this process's own.
  package let owner: Account?

  /// A change that keeps a content.
  package init(_ content: [UInt8], in ring: BackupRing, as owner: Account? = nil) {
    self.content = content
    self.ring = ring
    self.owner = owner
  }

  package var step: String { "back-up-config" }
  package var summary: String { "keep the config's content as \(ring.newest)" }

  /// A backup does no harm when the rest of the plan is taken back, and so stays.
  package func undoRecord() throws -> UndoRecord? {
    let kept = try Credentials.assuming(owner) { () throws(SystemError) in try Files.read(ring.newest) }
    return kept == content ? nil : FileUndoer.nothing(at: ring.newest, as: owner)
  }

  package func apply() throws {
    _ = try Credentials.assuming(owner) { () throws(SystemError) in try ring.add(content) }
  }
}
