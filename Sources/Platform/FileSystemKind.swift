import CLinux
import Glibc

/// What a file system rests on, as far as it says how long its files last.
package enum FileSystemKind: Hashable, Sendable {
  /// Gone at the next boot.
  case memory
  /// On another machine.
  case network
  /// Of the kinds that cards and sticks have.
  case removable
  case other

  /// The kind of the file system that holds a path: `statfs(2)`.
  package static func of(_ path: AbsolutePath) throws(SystemError) -> FileSystemKind {
    var answer = statfs()
    try checked("statfs", path.string) { statfs(path.string, &answer) }
    return FileSystemKind(magic: UInt32(truncatingIfNeeded: answer.f_type))
  }

  /// The kind by its number in `statfs(2)`.
  init(magic: UInt32) {
    switch magic {
    case 0x0102_1994, 0x8584_58F6: self = .memory  // tmpfs, ramfs
    case 0x6969, 0xFF53_4D42, 0xFE53_4D42: self = .network  // nfs, cifs, smb2
    case 0x4D44, 0x2011_BAB0, 0x9660: self = .removable  // vfat, exfat, iso9660
    default: self = .other
    }
  }
}
