import CLinux
import Glibc

/// What kind of thing a directory entry is.
package enum FileKind: Hashable, Sendable {
  case regular, directory, symbolicLink, other
}

/// What `stat(2)` says of a file.
package struct FileStatus: Hashable, Sendable {
  /// What it is.
  package let kind: FileKind
  /// The permission bits, `07777`.
  package let mode: UInt32
  /// Bytes.
  package let size: Int
  /// The owner.
  package let userID: UInt32
  /// The owning group.
  package let groupID: UInt32
  /// The file system it is on.
  package let device: UInt64
  /// Its number on that file system.
  package let inode: UInt64
  /// When its content last changed; nil where that was not asked.
  package var modified: Timestamp?

  /// A status from its parts.
  package init(
    kind: FileKind, mode: UInt32, size: Int, userID: UInt32, groupID: UInt32, device: UInt64, inode: UInt64
  ) {
    self.kind = kind
    self.mode = mode
    self.size = size
    self.userID = userID
    self.groupID = groupID
    self.device = device
    self.inode = inode
  }

  init(_ entry: stat) {
    switch entry.st_mode & S_IFMT {
    case S_IFREG: kind = .regular
    case S_IFDIR: kind = .directory
    case S_IFLNK: kind = .symbolicLink
    default: kind = .other
    }
    mode = UInt32(entry.st_mode) & 0o7777
    size = Int(entry.st_size)
    userID = entry.st_uid
    groupID = entry.st_gid
    device = UInt64(entry.st_dev)
    inode = UInt64(entry.st_ino)
    modified = Timestamp(milliseconds: Int64(entry.st_mtim.tv_sec) * 1000 + Int64(entry.st_mtim.tv_nsec) / 1_000_000)
  }
}

extension UInt32 {
  /// The permission bits as people write them, for example `0600`.
  package var octalMode: String {
    let digits = String(self, radix: 8)
    return String(repeating: "0", count: Swift.max(0, 4 - digits.count)) + digits
  }
}
