import CLinux
import Glibc

/// The undo records of a plan that is being applied, kept on disk until it is done.
///
/// Lives in a directory of its own making or one that exists; whoever finds a journal after a crash undoes it. It may
/// hold former file contents, so it has mode 0600. One process at a time may use it: callers hold a lock.
package struct PlanJournal: Sendable {
  /// The file.
  package let path: AbsolutePath
  /// Whose rights to use; nil for this process's own.
  package let owner: Account?

  /// The longest journal that is read: 64 MiB.
  private static let limit = 64 << 20

  /// A journal at a path; nothing is read or written yet.
  package init(at path: AbsolutePath, as owner: Account? = nil) {
    self.path = path
    self.owner = owner
  }

  /// The records of an interrupted plan, oldest first; nil when none was interrupted.
  package func interrupted() throws(SystemError) -> [UndoRecord]? {
    try Credentials.assuming(owner) { () throws(SystemError) in try Files.read(path, limit: Self.limit) }
      .map(UndoRecord.decodeAll)
  }

  /// Removes what a plan has left that was killed before its journal was there: a draft, and an empty directory made
  /// for it.
  func sweep() throws(SystemError) {
    try Credentials.assuming(owner) { () throws(SystemError) in
      try AtomicFile.removeDrafts(of: path)
      let directory = path.parent
      guard let entry = try Files.status(directory, followingLinks: false), entry.kind == .directory,
        entry.mode == 0o700, entry.userID == geteuid(), try Files.list(directory)?.isEmpty == true
      else { return }
      try Files.remove(directory)
    }
  }

  /// Begins a journal; the directories it had to make are its first records.
  ///
  /// - Throws: `SystemError`, `EEXIST` when the journal of an interrupted plan is there, which is to be undone first.
  ///   Nothing has changed then.
  func begin() throws(SystemError) {
    try Credentials.assuming(owner) { () throws(SystemError) in
      if try Files.status(path, followingLinks: false) != nil {
        throw SystemError(code: EEXIST, call: "open", subject: path.string)
      }
      let missing = try missingDirectories()
      do throws(SystemError) {
        for directory in missing { try Files.makeDirectory(directory, mode: 0o700) }
        let records = missing.map { FileUndoer.record(.removeDirectory, at: $0, as: owner) }
        try AtomicFile.write(records.flatMap(\.encoded), to: path, mode: 0o600)
      } catch {
        for directory in missing.reversed() { rmdir(directory.string) }
        throw error
      }
    }
  }

  /// The directories to be made before the journal can be, outermost first.
  private func missingDirectories() throws(SystemError) -> [AbsolutePath] {
    var missing: [AbsolutePath] = []
    var directory = path.parent
    while try Files.status(directory) == nil {
      missing.append(directory)
      directory = directory.parent
    }
    return missing.reversed()
  }

  /// Adds a record and waits until the disk has it.
  func append(_ record: UndoRecord) throws(SystemError) {
    try Credentials.assuming(owner) { () throws(SystemError) in
      let file = try Descriptor(opening: path, O_WRONLY | O_APPEND | O_NOFOLLOW)
      try file.writeAll(record.encoded, subject: path.string)
      try checked("fdatasync", path.string) { fdatasync(file.raw) }
    }
  }

  /// Ends the journal, and keeps its records for somebody who wants the old state back.
  ///
  /// Killed half-way, the plan is taken back by the next command, and taking it back once more does no harm.
  func end(keptAs kept: KeptJournal) throws(SystemError) {
    try Credentials.assuming(owner) { () throws(SystemError) in
      let earlier = kept.continuesFormer ? try Files.read(kept.path, limit: Self.limit) ?? [] : []
      let records = try Files.read(path, limit: Self.limit) ?? []
      try AtomicFile.write(earlier + records, to: kept.path, mode: 0o600)
    }
    try end()
  }

  /// Ends the journal: the plan is done or undone.
  func end() throws(SystemError) {
    try Credentials.assuming(owner) { () throws(SystemError) in
      try Files.remove(path)
      try Files.synchronizeDirectory(path.parent)
    }
  }
}

/// Where the undo records of plans that have succeeded are kept.
package struct KeptJournal: Hashable, Sendable {
  /// The file, of mode 0600: it may hold former file contents.
  package let path: AbsolutePath
  /// Whether what it holds stays, because the plan goes with the one before it.
  package let continuesFormer: Bool

  /// A file, and whether the plan goes with the one before it.
  package init(at path: AbsolutePath, continuingFormer continuesFormer: Bool = false) {
    self.path = path
    self.continuesFormer = continuesFormer
  }
}
