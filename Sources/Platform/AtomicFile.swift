import CLinux
import Glibc

/// Replaces a file in one step that survives a crash: written beside it, synchronised, renamed over it.
package enum AtomicFile {
  /// Gives `path` this content and mode.
  ///
  /// Readers see the old file or the new one, never a part.
  ///
  /// A symbolic link stays: the file it leads to is replaced, or made when it leads nowhere. The file ends with exactly
  /// `mode`, whatever the umask, and keeps the owner and group it had. After a failure the file
  /// is the old one, unless only the last step failed: then the new one is there, and a power cut may undo it.
  /// Calls `open(2)` with `O_EXCL`, `write(2)`, `fsync(2)`, `rename(2)` and `fsync(2)` on the directory.
  package static func write(_ bytes: [UInt8], to path: AbsolutePath, mode: UInt32) throws(SystemError) {
    _ = try publish(bytes, at: try target(of: path), mode: mode) { () throws(SystemError) in true }
  }

  /// The same, unless the file is no longer what the caller read: then nothing changes and the answer is false.
  ///
  /// The content is compared once the new one is ready beside it, right before it takes its place.
  ///
  /// - Parameter expected: the content that is to be replaced; nil when there was no file.
  package static func replace(
    _ expected: [UInt8]?, by bytes: [UInt8], at path: AbsolutePath, mode: UInt32
  ) throws(SystemError) -> Bool {
    let target = try target(of: path)
    return try publish(bytes, at: target, mode: mode) { () throws(SystemError) in try Files.read(target) == expected }
  }

  private static func publish(
    _ bytes: [UInt8], at target: AbsolutePath, mode: UInt32, if isWanted: () throws(SystemError) -> Bool
  ) throws(SystemError) -> Bool {
    let before = try Files.status(target)
    let draft = target.parent.appending("\(prefix(of: target))\(RandomBytes.make(6).hexadecimal)\(suffix)")
    do {
      try fill(draft, bytes, mode, owner: before)
      guard try isWanted() else {
        try Files.remove(draft)
        return false
      }
      try checked("rename", target.string) { rename(draft.string, target.string) }
    } catch {
      unlink(draft.string)
      throw SystemError(code: error.code, call: error.call, subject: target.string)
    }
    try Files.synchronizeDirectory(target.parent)
    return true
  }

  /// The file that a write to `path` replaces or makes: where its symbolic links lead, though nothing be there yet.
  ///
  /// - Throws: `SystemError`, `ELOOP` when the links go in a circle.
  package static func target(of path: AbsolutePath) throws(SystemError) -> AbsolutePath {
    var target = path
    for _ in 0..<40 {
      if let resolved = try Files.resolved(target) { return resolved }
      guard let link = try Files.linkTarget(target) else { return target }
      target = AbsolutePath(link, relativeTo: target.parent) ?? target
    }
    throw SystemError(code: ELOOP, call: "readlink", subject: path.string)
  }

  /// Removes what writes to `path` that were killed half-way have left beside it.
  package static func removeDrafts(of path: AbsolutePath) throws(SystemError) {
    let target = try target(of: path)
    for name in try Files.list(target.parent) ?? [] where isDraft(name, of: target) {
      try Files.remove(target.parent.appending(name))
    }
  }

  private static func prefix(of target: AbsolutePath) -> String { ".\(target.lastComponent)." }

  private static let suffix = ".tmp"

  private static func isDraft(_ name: String, of target: AbsolutePath) -> Bool {
    guard name.hasPrefix(prefix(of: target)), name.hasSuffix(suffix) else { return false }
    let middle = name.dropFirst(prefix(of: target).count).dropLast(suffix.count)
    return middle.utf8.count == 12 && middle.utf8.allSatisfy("0123456789abcdef".utf8.contains)
  }

  private static func fill(
    _ draft: AbsolutePath, _ bytes: [UInt8], _ mode: UInt32, owner before: FileStatus?
  ) throws(SystemError) {
    let file = try Descriptor(opening: draft, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, mode: mode & 0o700)
    let now = try file.status(subject: draft.string)
    if let before, (before.userID, before.groupID) != (now.userID, now.groupID) {
      try checked("fchown", draft.string) { fchown(file.raw, before.userID, before.groupID) }
    }
    try checked("fchmod", draft.string) { fchmod(file.raw, mode) }
    try file.writeAll(bytes, subject: draft.string)
    try checked("fsync", draft.string) { fsync(file.raw) }
  }
}
