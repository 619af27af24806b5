import Glibc

/// A change to one file or directory, made with the rights of its owner.
package struct FileChange: Change {
  /// What is to be at the path.
  package enum Action: Hashable, Sendable {
    /// Makes a directory with this mode if there is none.
    case makeDirectory(mode: UInt32)
    /// Gives the file exactly this content and mode.
    case write([UInt8], mode: UInt32)
    /// Gives the file another content, unless it is no longer what was read; its mode stays.
    case replace([UInt8], by: [UInt8])
    /// Gives a file or directory, never what a link leads to, these permission bits.
    case setMode(UInt32)
    /// Removes the file, link or empty directory.
    case remove
    /// Removes a directory and everything in it. Cannot be taken back: the last step of a plan.
    case removeTree
  }

  package let step: String
  /// What is to be done.
  package let action: Action
  /// Where.
  package let path: AbsolutePath
  /// Whose rights to use; nil for this process's own.
  package let owner: Account?

  /// A change with its stable name in kebab case.
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
    case .replace(let old, let new): "change \(path) (\(old.count) bytes, then \(new.count))"
    case .setMode(let mode): "set the mode of \(path) to \(mode.octalMode)"
    case .remove: "remove \(path)"
    case .removeTree: "remove \(path) and everything in it"
    }
  }

  package func undoRecord() throws -> UndoRecord? {
    try Credentials.assuming(owner) { () throws(SystemError) in
      switch action {
      case .makeDirectory: try undoOfMakingDirectory()
      case .write(let bytes, let mode): try undoOfWriting(bytes, mode: mode)
      case .replace(let old, let new): try undoOfReplacing(old, by: new)
      case .setMode(let mode): try undoOfSettingMode(mode)
      case .remove: try undoOfRemoving()
      case .removeTree:
        try Files.status(path, followingLinks: false) == nil ? nil : FileUndoer.nothing(at: path, as: owner)
      }
    }
  }

  package func apply() throws {
    try Credentials.assuming(owner) { () throws(SystemError) in
      switch action {
      case .makeDirectory(let mode): try Files.makeDirectory(path, mode: mode)
      case .write(let bytes, let mode): try AtomicFile.write(bytes, to: path, mode: mode)
      case .replace(let old, let new): try replace(old, by: new)
      case .setMode(let mode): try Files.setMode(path, mode)
      case .remove: try Files.remove(path)
      case .removeTree: try Files.removeTree(path)
      }
    }
  }

  private func undoOfMakingDirectory() throws(SystemError) -> UndoRecord? {
    try Files.status(path)?.kind == .directory ? nil : record(.removeDirectory, at: path)
  }

  private func undoOfWriting(_ bytes: [UInt8], mode: UInt32) throws(SystemError) -> UndoRecord? {
    let target = try AtomicFile.target(of: path)
    guard let entry = try Files.status(target), let old = try Files.read(target) else {
      return record(.removeFile, at: target, bytes)
    }
    if old == bytes && entry.mode == mode { return nil }
    return record(.restoreFile, at: target, Array(entry.mode.octalMode.utf8), old, bytes)
  }

  private func undoOfReplacing(_ old: [UInt8], by new: [UInt8]) throws(SystemError) -> UndoRecord? {
    let target = try AtomicFile.target(of: path)
    let (entry, now) = (try Files.status(target), try Files.read(target))
    if now == new { return nil }
    guard let entry, now == old else { throw changedMeanwhile }
    return record(.restoreFile, at: target, Array(entry.mode.octalMode.utf8), old, new)
  }

  private func replace(_ old: [UInt8], by new: [UInt8]) throws(SystemError) {
    guard let mode = try Files.status(path)?.mode, try AtomicFile.replace(old, by: new, at: path, mode: mode) else {
      throw changedMeanwhile
    }
  }

  private var changedMeanwhile: SystemError {
    SystemError(
      code: EBUSY, call: "rename", subject: path.string,
      finding: "somebody else changed it meanwhile; it was left alone")
  }

  private func undoOfSettingMode(_ mode: UInt32) throws(SystemError) -> UndoRecord? {
    guard let entry = try Files.status(path, followingLinks: false) else {
      throw SystemError(code: ENOENT, call: "chmod", subject: path.string)
    }
    if entry.mode == mode { return nil }
    return record(.restoreMode, at: path, Array(entry.mode.octalMode.utf8), Array(mode.octalMode.utf8))
  }

  private func undoOfRemoving() throws(SystemError) -> UndoRecord? {
    guard let entry = try Files.status(path, followingLinks: false) else { return nil }
    let mode = Array(entry.mode.octalMode.utf8)
    switch entry.kind {
    case .directory: return record(.makeDirectory, at: path, mode)
    case .symbolicLink: return record(.restoreLink, at: path, Array((try Files.linkTarget(path) ?? "").utf8))
    case .regular: return record(.restoreFile, at: path, mode, try Files.read(path) ?? [])
    case .other: throw SystemError(code: EOPNOTSUPP, call: "remove", subject: path.string)
    }
  }

  private func record(_ verb: FileUndoer.Verb, at path: AbsolutePath, _ operands: [UInt8]...) -> UndoRecord {
    FileUndoer.record(verb, at: path, as: owner, operands)
  }
}
