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

/// What `statfs(2)` says of the file system that holds a path.
package struct FileSystemStatus: Hashable, Sendable {
  /// What it rests on.
  package let kind: FileSystemKind
  /// The bytes that somebody without rights may still write.
  package let availableBytes: Int
  /// How many more files it can hold; nil where nothing limits them.
  package let availableFiles: Int?
  /// Whether nothing can be written to it.
  package let isReadOnly: Bool

  /// A status from its parts.
  package init(kind: FileSystemKind, availableBytes: Int, availableFiles: Int? = nil, isReadOnly: Bool = false) {
    self.kind = kind
    self.availableBytes = availableBytes
    self.availableFiles = availableFiles
    self.isReadOnly = isReadOnly
  }

  /// The file system that holds a path, or that will hold it: of a path that is not there the nearest directory counts.
  package static func of(_ path: AbsolutePath) throws(SystemError) -> FileSystemStatus {
    var place = path
    while try Files.status(place) == nil { place = place.parent }
    var answer = statfs()
    try checked("statfs", place.string) { statfs(place.string, &answer) }
    let bytes = UInt64(answer.f_bavail).multipliedReportingOverflow(by: UInt64(answer.f_bsize))
    return FileSystemStatus(
      kind: FileSystemKind(magic: UInt32(truncatingIfNeeded: answer.f_type)),
      availableBytes: bytes.overflow ? .max : Int(clamping: bytes.partialValue),
      availableFiles: answer.f_files == 0 ? nil : Int(clamping: answer.f_ffree),
      isReadOnly: answer.f_flags & Self.readOnlyFlag != 0)
  }

  /// `ST_RDONLY` of `statfs(2)`.
  private static let readOnlyFlag = 1
}
