import Glibc
import Platform

/// The last five contents of a file, byte for byte: `.bak` is the newest, `.bak.4` the oldest.
package struct BackupRing: Hashable, Sendable {
  /// What each generation's name ends with, the newest first.
  package static let suffixes = ["bak", "bak.1", "bak.2", "bak.3", "bak.4"]

  private let directory: AbsolutePath
  private let name: String

  /// The ring of a file, kept in a directory that only its owner can look into.
  package init(of file: AbsolutePath, in directory: AbsolutePath) {
    self.directory = directory
    name = file.lastComponent
  }

  /// Where a generation is, by its suffix.
  package func path(_ suffix: String) -> AbsolutePath { directory.appending("\(name).\(suffix)") }

  /// Where the newest generation is.
  package var newest: AbsolutePath { path(Self.suffixes[0]) }

  /// Adds a content as the newest generation, with mode 0600, and drops the oldest.
  ///
  /// A content that is the newest already is not added again. Killed half-way it loses none: generations move up only as
  /// far as the first gap, so that the next call goes on. Calls `rename(2)` for each generation that moves.
  package func add(_ bytes: [UInt8]) throws(SystemError) -> AbsolutePath {
    let paths = Self.suffixes.map(path)
    try AtomicFile.removeDrafts(of: newest)
    if try Files.status(newest, followingLinks: false)?.kind == .regular, try Files.read(newest) == bytes {
      return newest
    }
    try makeRoom(paths)
    try AtomicFile.write(bytes, to: newest, mode: 0o600)
    return newest
  }

  private func makeRoom(_ paths: [AbsolutePath]) throws(SystemError) {
    var gap = 0
    while gap < paths.count - 1, try Files.status(paths[gap], followingLinks: false) != nil { gap += 1 }
    for target in stride(from: gap, to: 0, by: -1) {
      let (source, target) = (paths[target - 1].string, paths[target].string)
      try checked("rename", source) { rename(source, target) }
    }
  }
}
