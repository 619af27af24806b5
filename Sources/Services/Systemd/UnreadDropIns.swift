import Platform

/// Drop-ins beside a unit that its manager has not read.
///
/// systemd itself notices one that has changed, but a new directory of them only once it has read all units again.
enum UnreadDropIns {
  /// Whether there is one beside a unit file; false where that cannot be looked at.
  ///
  /// - Parameter known: those that the manager has read.
  static func exist(beside fragment: AbsolutePath, known: [AbsolutePath]) -> Bool {
    let directory = fragment.parent.appending("\(fragment.lastComponent).d")
    let read = Set(known.map(\.lastComponent))
    do {
      return try (Files.list(directory) ?? []).contains { name in
        guard name.hasSuffix(".conf"), !read.contains(name) else { return false }
        // One that is empty, or leads to /dev/null, is masked.
        return try Files.status(directory.appending(name))?.size ?? 0 > 0
      }
    } catch { return false }
  }
}
