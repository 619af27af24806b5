import JSON
import Platform

/// The only way in which a command changes a configuration file.
///
/// The change is made in the file's own text, so what nobody asked to change stays: comments, order, `${VAR}`, `meta`.
/// `meta.lastTouchedVersion` and `meta.lastTouchedAt` are such bytes too: only the command that makes the file writes them.
package struct ConfigurationWriter {
  /// How often a file is read again that somebody else writes meanwhile.
  private static let attempts = 10

  private let path: AbsolutePath
  private let stateDirectory: AbsolutePath
  /// Where former contents are kept.
  package let backups: BackupRing
  private let load: ([UInt8]?) -> ConfigurationSnapshot

  /// A writer of the file at a path, whose backups are in the state directory.
  ///
  /// The other parameters are those of `ConfigurationLoader.load`.
  package init(
    path: AbsolutePath, stateDirectory: AbsolutePath, environment: Environment, home: AbsolutePath,
    places: ConfigurationLoader.Places? = nil, version: String? = nil
  ) {
    self.path = path
    self.stateDirectory = stateDirectory
    backups = BackupRing(of: path, in: stateDirectory)
    let places = places ?? .init(stateDirectory: stateDirectory)
    load = { bytes in
      ConfigurationLoader.load(path: path, environment: environment, home: home, places: places, version: version) {
        file throws(SystemError) in file == path ? bytes : try Files.readRegular(file)
      }
    }
  }

  /// What a change would make of the file as it is now.
  ///
  /// Writes nothing and waits for nobody.
  package func draft(_ changes: ConfigurationChange...) throws(ConfigurationRefusal) -> ConfigurationDraft {
    try draft(changes)
  }

  /// What several changes, one after the other, would make of the file as it is now.
  ///
  /// - Parameter base: the hash of the text that the changes were made for; nil for any.
  package func draft(
    _ changes: [ConfigurationChange], basedOn base: String? = nil
  ) throws(ConfigurationRefusal) -> ConfigurationDraft {
    let bytes = try content()
    if let base, base != ConfigurationSnapshot.hash(of: bytes) { throw .changedSince(path) }
    return try ConfigurationDraft(changes, to: bytes, at: path, load: load) { file throws(SystemError) in
      file == path ? bytes : try Files.readRegular(file)
    }
  }

  /// Changes the file, or leaves it when it says already what it is to say.
  ///
  /// One writer at a time; the lock is the kernel's, on the directories that hold the file and its backups, and a file
  /// that an editor changed meanwhile is read again and the change made in that. The former content is kept before the
  /// new one takes its place in one step; mode, owner and a symbolic link stay, a new file gets mode 0600.
  ///
  /// - Parameters:
  ///   - base: the hash of the text that the change was made for, as in `ConfigurationSnapshot`; nil for any.
  ///   - deadline: how long to wait for other commands.
  ///   - onWait: called once when another command is at work.
  /// - Throws: `ConfigurationRefusal`; the file is then as it was.
  package func apply(
    _ change: ConfigurationChange, basedOn base: String? = nil, deadline: Deadline, onWait: () -> Void
  ) throws(ConfigurationRefusal) -> WrittenChange {
    if case let draft = try draft([change], basedOn: base), draft.changesNothing {
      return WrittenChange(draft: draft, backup: nil)
    }
    let lock = try system { () throws(SystemError) in
      try makeDirectories()
      return try ConfigurationLock(path, stateDirectory, deadline: deadline, onWait: onWait)
    }
    guard let lock else { throw .busy(path) }
    defer { withExtendedLifetime(lock) {} }
    for _ in 0..<Self.attempts {
      let draft = try draft([change], basedOn: base)
      if draft.changesNothing { return WrittenChange(draft: draft, backup: nil) }
      if let written = try system({ () throws(SystemError) in try write(draft) }) { return written }
    }
    throw .keepsChanging(path)
  }

  /// Nil when the file is no longer what the draft was made from.
  private func write(_ draft: ConfigurationDraft) throws(SystemError) -> WrittenChange? {
    try AtomicFile.removeDrafts(of: path)
    let mode = try Files.status(path)?.mode ?? 0o600
    let backup = try draft.before.map { bytes throws(SystemError) in try backups.add(bytes) }
    let isWritten = try AtomicFile.replace(draft.before, by: draft.after, at: path, mode: mode)
    return isWritten ? WrittenChange(draft: draft, backup: backup) : nil
  }

  private func content() throws(ConfigurationRefusal) -> [UInt8]? {
    try system { () throws(SystemError) in try Files.readRegular(path) }
  }

  private func makeDirectories() throws(SystemError) {
    for directory in [try AtomicFile.target(of: path).parent, stateDirectory] {
      try Files.makeDirectories(directory, mode: 0o700)
    }
  }

  private func system<Value: ~Copyable>(
    _ body: () throws(SystemError) -> Value
  ) throws(ConfigurationRefusal) -> Value {
    do { return try body() } catch { throw .system(error) }
  }
}

/// A change as it was made.
package struct WrittenChange: Sendable {
  /// The file before and after it.
  package let draft: ConfigurationDraft
  /// Where the former content is; nil when there was none, or nothing was changed.
  package let backup: AbsolutePath?
}
