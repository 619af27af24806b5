import CLinux

/// Something that happened in a watched directory.
struct DirectoryNotice: Hashable {
  /// The watch that it is about; -1 for all of them.
  let watch: Int32
  /// The bits of `inotify(7)`.
  let mask: UInt32
  /// The name in the directory; empty when it is about the directory itself.
  let name: String

  /// The directory is gone, or is no longer where it was.
  var isLoss: Bool { mask & UInt32(IN_DELETE_SELF | IN_MOVE_SELF | IN_UNMOUNT) != 0 }
  /// The kernel has dropped the watch.
  var isEnd: Bool { mask & UInt32(IN_IGNORED) != 0 }
  /// The queue was full, and notices were dropped.
  var isOverflow: Bool { mask & UInt32(IN_Q_OVERFLOW) != 0 }

  /// The notices in what one `read(2)` gave; a cut one at the end is left out.
  static func all(in bytes: UnsafeRawBufferPointer) -> [DirectoryNotice] {
    var notices: [DirectoryNotice] = []
    var offset = 0
    while offset + headerSize <= bytes.count {
      let event = bytes.loadUnaligned(fromByteOffset: offset, as: inotify_event.self)
      let start = offset + headerSize
      guard start + Int(event.len) <= bytes.count else { break }
      let name = bytes[start..<start + Int(event.len)].prefix { $0 != 0 }
      notices.append(DirectoryNotice(watch: event.wd, mask: event.mask, name: String(decoding: name, as: UTF8.self)))
      offset = start + Int(event.len)
    }
    return notices
  }

  private static let headerSize = MemoryLayout<inotify_event>.size
}
