import CLinux
import Glibc

/// Removes a directory and all below it by the names the kernel has, which need not be UTF-8.
enum TreeRemoval {
  /// Empties an open directory.
  ///
  /// Links are removed, never followed.
  ///
  /// - Throws: `SystemError`, `EXDEV` when another file system is mounted below.
  static func empty(_ directory: borrowing Descriptor, at path: AbsolutePath) throws(SystemError) {
    let device = try directory.status(subject: path.string).device
    for name in try names(in: directory, at: path) {
      let child = path.appending(Files.text(of: name))
      let entry = try status(of: name, in: directory, at: child)
      if entry.kind == .directory {
        // On an overlay only directories tell the file system by their device.
        if entry.device != device { throw SystemError(code: EXDEV, call: "unlinkat", subject: child.string) }
        try emptyDirectory(name, in: directory, at: child)
      }
      let raw = directory.raw
      try checked("unlinkat", child.string) { unlinkat(raw, name, entry.kind == .directory ? AT_REMOVEDIR : 0) }
    }
  }

  private static func emptyDirectory(
    _ name: [CChar], in directory: borrowing Descriptor, at path: AbsolutePath
  ) throws(SystemError) {
    let raw = directory.raw
    let flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC
    try empty(Descriptor(taking: checked("openat", path.string) { cl_openat(raw, name, flags, 0) }), at: path)
  }

  private static func status(
    of name: [CChar], in directory: borrowing Descriptor, at path: AbsolutePath
  ) throws(SystemError) -> FileStatus {
    var entry = stat()
    let raw = directory.raw
    try checked("fstatat", path.string) { fstatat(raw, name, &entry, AT_SYMLINK_NOFOLLOW) }
    return FileStatus(entry)
  }

  /// Reads all names before any is removed: `readdir(3)` leaves open what becomes of a changing directory.
  private static func names(in directory: borrowing Descriptor, at path: AbsolutePath) throws(SystemError) -> [[CChar]]
  {
    let raw = directory.raw
    let copy = try Descriptor(taking: checked("dup", path.string) { cl_fcntl(raw, F_DUPFD_CLOEXEC, 0) })
    guard let stream = fdopendir(copy.raw) else { throw SystemError(call: "fdopendir", subject: path.string) }
    _ = copy.release()
    defer { closedir(stream) }
    var names: [[CChar]] = []
    while let name = try Files.nextName(stream, in: path) { names.append(name) }
    return names
  }
}
