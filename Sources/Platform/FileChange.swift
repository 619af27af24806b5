import Glibc

/// A change to one file or directory, made with the rights of its owner.
package struct FileChange: Change {
  package enum Action: Hashable, Sendable {
    /// Makes a directory with this mode if there is none.
    case makeDirectory(mode: UInt32)
    /// Gives the file exactly this content and mode.
    case write([UInt8], mode: UInt32)
    /// Removes the file, link or empty directory.
    case remove
    /// Removes a directory and everything in it. Cannot be taken back: the last step of a plan.
    case removeTree
  }

  package let step: String
  package let action: Action
  package let path: AbsolutePath
  /// Whose rights to use; nil for this process's own.
  package let owner: Account?

  package init(_ step: String, _ action: Action, at path: AbsolutePath, as owner: Account? = nil) {
    self.step = step
    self.action = action
    self.path = path
    self.owner = owner
  }

  package var summary: String {
    switch action {
    case .makeDirectory(let mode): "make directory \(path) (mode \(mode.octalMode))"
    case .write(let bytes, let mode): "write \(path) (\(bytes.count) bytes, mode \(mode.octalMode))"
    case .remove: "remove \(path)"
    case .removeTree: "remove \(path) and everything in it"
    }
  }

  package func undoRecord() throws -> UndoRecord? {
    try Credentials.assuming(owner) { () throws(SystemError) in
      let before = try Files.status(path, followingLinks: false)
      switch action {
      case .makeDirectory: return before == nil ? record("remove-directory") : nil
      case .write(let bytes, let mode): return try undoOfWriting(bytes, mode: mode, over: before)
      case .remove: return try before.flatMap { entry throws(SystemError) in try undoOfRemoving(entry) }
      case .removeTree: return before == nil ? nil : record("nothing")
      }
    }
  }

  package func apply() throws {
    try Credentials.assuming(owner) { () throws(SystemError) in
      switch action {
      case .makeDirectory(let mode): try Files.makeDirectory(path, mode: mode)
      case .write(let bytes, let mode): try AtomicFile.write(bytes, to: path, mode: mode)
      case .remove: try Files.remove(path)
      case .removeTree: try Files.removeTree(path)
      }
    }
  }

  private func undoOfWriting(_ bytes: [UInt8], mode: UInt32, over before: FileStatus?) throws(SystemError) -> UndoRecord? {
    guard before != nil, let entry = try Files.status(path), let old = try Files.read(path) else {
      return record("remove-file", bytes)
    }
    return old == bytes && entry.mode == mode ? nil : record("restore-file", Array(entry.mode.octalMode.utf8), old)
  }

  private func undoOfRemoving(_ entry: FileStatus) throws(SystemError) -> UndoRecord? {
    switch entry.kind {
    case .directory: record("make-directory", Array(entry.mode.octalMode.utf8))
    case .symbolicLink: record("restore-link", Array((try Files.linkTarget(path) ?? "").utf8))
    default: record("restore-file", Array(entry.mode.octalMode.utf8), try Files.read(path) ?? [])
    }
  }

  private func record(_ verb: String, _ operands: [UInt8]...) -> UndoRecord {
    UndoRecord(verb: verb, operands: [Array(path.string.utf8), Array((owner?.name ?? "").utf8)] + operands)
  }
}

/// Takes file changes back.
package struct FileUndoer: Undoer {
  package init() {}

  package func undo(_ record: UndoRecord) throws -> Bool {
    guard let path = AbsolutePath(record.text(0)) else { return false }
    let owner = record.text(1).isEmpty ? nil : try Account.named(record.text(1))
    return try Credentials.assuming(owner) { () throws(SystemError) in try undo(record, at: path) }
  }

  private func undo(_ record: UndoRecord, at path: AbsolutePath) throws(SystemError) -> Bool {
    let mode = UInt32(record.text(2), radix: 8) ?? 0o600
    switch record.verb {
    case "remove-directory": try removeIfEmpty(path)
    case "remove-file": try removeIfUnchanged(path, since: record.operands.last ?? [])
    case "restore-file": try AtomicFile.write(record.operands.last ?? [], to: path, mode: mode)
    case "make-directory": try Files.makeDirectory(path, mode: mode)
    case "restore-link": try restoreLink(path, to: record.text(2))
    case "nothing": break
    default: return false
    }
    return true
  }

  private func removeIfEmpty(_ path: AbsolutePath) throws(SystemError) {
    guard let names = try Files.list(path), names.isEmpty else { return }
    try Files.remove(path)
  }

  /// A file that somebody has changed since is theirs now, and stays.
  private func removeIfUnchanged(_ path: AbsolutePath, since written: [UInt8]) throws(SystemError) {
    if try Files.read(path) == written { try Files.remove(path) }
  }

  private func restoreLink(_ path: AbsolutePath, to target: String) throws(SystemError) {
    if try Files.status(path, followingLinks: false) != nil { return }
    try checked("symlink", path.string) { symlink(target, path.string) }
  }
}
