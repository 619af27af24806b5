import CLinux
import Glibc

/// Replaces a file in one step that survives a crash: written beside it, synchronised, renamed over it.
package enum AtomicFile {
  /// Gives `path` this content and mode. Readers see the old file or the new one, never a part.
  ///
  /// A symbolic link stays: the file it leads to is replaced. The file ends with exactly `mode`, whatever the umask.
  /// Calls `open(2)` with `O_EXCL`, `write(2)`, `fsync(2)`, `rename(2)` and `fsync(2)` on the directory.
  package static func write(_ bytes: [UInt8], to path: AbsolutePath, mode: UInt32) throws(SystemError) {
    let target = try Files.resolved(path) ?? path
    let draft = target.parent.appending(".\(target.lastComponent).\(RandomBytes.make(6).hexadecimal).tmp")
    do {
      try fill(draft, bytes, mode)
      try checked("rename", target.string) { rename(draft.string, target.string) }
    } catch {
      unlink(draft.string)
      throw error
    }
    try Files.synchronizeDirectory(target.parent)
  }

  private static func fill(_ draft: AbsolutePath, _ bytes: [UInt8], _ mode: UInt32) throws(SystemError) {
    let file = try Descriptor(opening: draft, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, mode: mode)
    try checked("fchmod", draft.string) { fchmod(file.raw, mode) }
    try file.writeAll(bytes, subject: draft.string)
    try checked("fsync", draft.string) { fsync(file.raw) }
  }
}
