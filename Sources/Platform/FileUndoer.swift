import Glibc

/// Takes file changes back.
///
/// What somebody else has changed since is theirs now, and stays.
package struct FileUndoer: Undoer {
  /// The verbs of its records.
  ///
  /// Operands: the path, the owner's name or nothing, then those named here.
  enum Verb: String {
    /// Removes a directory that is empty.
    case removeDirectory = "remove-directory"
    /// The content that was written.
    case removeFile = "remove-file"
    /// The former mode, the former content, and the content that was written if any was.
    case restoreFile = "restore-file"
    /// The former mode.
    case makeDirectory = "make-directory"
    /// The former mode, and the mode that was set.
    case restoreMode = "restore-mode"
    /// Where the link pointed.
    case restoreLink = "restore-link"
    case nothing
  }

  /// The record of a change to be taken back with an account's rights; nil stands for this process's own.
  static func record(
    _ verb: Verb, at path: AbsolutePath, as owner: Account?, _ operands: [[UInt8]] = []
  ) -> UndoRecord {
    UndoRecord(verb: verb.rawValue, operands: [Array(path.string.utf8), Array((owner?.name ?? "").utf8)] + operands)
  }

  /// The record of a change to a file that needs no taking back.
  package static func nothing(at path: AbsolutePath, as owner: Account? = nil) -> UndoRecord {
    record(.nothing, at: path, as: owner)
  }

  /// Undoes with the rights each record names.
  package init() {}

  package func undo(_ record: UndoRecord) throws -> Bool {
    guard let verb = Verb(rawValue: record.verb), let path = AbsolutePath(record.text(0)) else { return false }
    let owner = try owner(named: record.text(1))
    try Credentials.assuming(owner) { () throws(SystemError) in try undo(verb, record, at: path) }
    return true
  }

  private func owner(named name: String) throws(SystemError) -> Account? {
    if name.isEmpty { return nil }
    guard let account = try Account.named(name) else {
      throw SystemError(code: ENOENT, call: "getpwnam_r", subject: name)
    }
    return account
  }

  private func undo(_ verb: Verb, _ record: UndoRecord, at path: AbsolutePath) throws(SystemError) {
    let mode = UInt32(record.text(2), radix: 8) ?? 0o600
    switch verb {
    case .removeDirectory: try removeIfEmpty(path)
    case .removeFile: try removeIfUnchanged(path, since: record.operand(2) ?? [])
    case .restoreFile: try restore(path, record.operand(3) ?? [], mode, over: record.operand(4))
    case .makeDirectory: try Files.makeDirectory(path, mode: mode)
    case .restoreMode: try restoreMode(path, mode, over: UInt32(record.text(3), radix: 8))
    case .restoreLink: try restoreLink(path, to: record.text(2))
    case .nothing: break
    }
  }

  private func removeIfEmpty(_ path: AbsolutePath) throws(SystemError) {
    guard let names = try Files.list(path), names.isEmpty else { return }
    try Files.remove(path)
  }

  private func removeIfUnchanged(_ path: AbsolutePath, since written: [UInt8]) throws(SystemError) {
    try AtomicFile.removeDrafts(of: path)
    if try Files.read(path) == written { try Files.remove(path) }
  }

  private func restore(
    _ path: AbsolutePath, _ content: [UInt8], _ mode: UInt32, over written: [UInt8]?
  ) throws(SystemError) {
    try AtomicFile.removeDrafts(of: path)
    let now = try Files.read(path)
    guard now == nil || now == written || now == content else { return }
    try AtomicFile.write(content, to: path, mode: mode)
  }

  private func restoreMode(_ path: AbsolutePath, _ mode: UInt32, over set: UInt32?) throws(SystemError) {
    guard let entry = try Files.status(path, followingLinks: false), entry.mode == set else { return }
    try Files.setMode(path, mode)
  }

  private func restoreLink(_ path: AbsolutePath, to target: String) throws(SystemError) {
    if try Files.status(path, followingLinks: false) != nil { return }
    try checked("symlink", path.string) { symlink(target, path.string) }
  }
}
