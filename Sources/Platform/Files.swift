import CLinux
import Glibc

/// File system calls on absolute paths, with absence as a value rather than an error.
package enum Files {
  /// The largest file that is read whole unless the caller says otherwise: 4 MiB.
  package static let readLimit = 4 << 20

  /// What is at a path, nil when nothing is: `stat(2)`, or `lstat(2)` when links are not followed.
  package static func status(
    _ path: AbsolutePath, followingLinks: Bool = true
  ) throws(SystemError) -> FileStatus? {
    var entry = stat()
    let call = followingLinks ? "stat" : "lstat"
    return try absentAsNil { () throws(SystemError) in
      try checked(call, path.string) { followingLinks ? stat(path.string, &entry) : lstat(path.string, &entry) }
      return FileStatus(entry)
    }
  }

  /// The content of a file, nil when there is none: `open(2)`, `read(2)`.
  ///
  /// - Throws: `SystemError`, `EFBIG` when the file is larger than `limit`.
  package static func read(_ path: AbsolutePath, limit: Int = readLimit) throws(SystemError) -> [UInt8]? {
    try absentAsNil { () throws(SystemError) in
      let file = try Descriptor(opening: path, O_RDONLY)
      return try file.readAll(limit: limit, subject: path.string)
    }
  }

  /// The content of a regular file, nil when there is nothing: `open(2)`, `fstat(2)`, `read(2)`.
  ///
  /// For paths that people name: a pipe, a device or a directory is refused and never waited for.
  ///
  /// - Throws: `SystemError`, `EINVAL` for anything but a regular file, `EFBIG` when it is larger than `limit`.
  package static func readRegular(_ path: AbsolutePath, limit: Int = readLimit) throws(SystemError) -> [UInt8]? {
    try absentAsNil { () throws(SystemError) in
      let file = try Descriptor(opening: path, O_RDONLY | O_NONBLOCK | O_NOCTTY)
      guard try file.status(subject: path.string).kind == .regular else {
        throw SystemError(code: EINVAL, call: "open", subject: path.string, finding: "it is no regular file")
      }
      return try file.readAll(limit: limit, subject: path.string)
    }
  }

  /// The first bytes of a file, `count` at most, nil when there is none: `open(2)`, `read(2)`.
  package static func readPrefix(of path: AbsolutePath, count: Int) throws(SystemError) -> [UInt8]? {
    try absentAsNil { () throws(SystemError) in
      let file = try Descriptor(opening: path, O_RDONLY)
      return try file.readPrefix(count, subject: path.string)
    }
  }

  /// The last bytes of a file, `count` at most, nil when there is none: `lseek(2)`, `read(2)`.
  package static func readSuffix(of path: AbsolutePath, count: Int) throws(SystemError) -> [UInt8]? {
    try absentAsNil { () throws(SystemError) in
      let file = try Descriptor(opening: path, O_RDONLY)
      let size = try file.status(subject: path.string).size
      try checked("lseek", path.string) { lseek(file.raw, max(0, size - count), SEEK_SET) }
      return try file.readPrefix(count, subject: path.string)
    }
  }

  /// Bytes of a file from an offset on, `count` at most, nil when there is none: `lseek(2)`, `read(2)`.
  package static func read(
    _ path: AbsolutePath, from offset: Int, count: Int
  ) throws(SystemError) -> [UInt8]? {
    try absentAsNil { () throws(SystemError) in
      let file = try Descriptor(opening: path, O_RDONLY | O_NONBLOCK | O_NOCTTY)
      try checked("lseek", path.string) { lseek(file.raw, offset, SEEK_SET) }
      return try file.readPrefix(count, subject: path.string)
    }
  }

  /// The names in a directory in byte order, nil when there is no directory: `readdir(3)`.
  package static func list(_ directory: AbsolutePath) throws(SystemError) -> [String]? {
    var names: [String] = []
    let exists = try absentAsNil { () throws(SystemError) in
      try firstName(in: directory) { name in
        names.append(name)
        return false
      }
    }
    return exists == nil ? nil : names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// The first name in a directory, in no particular order, that is accepted: `opendir(3)`, `readdir(3)`.
  ///
  /// - Throws: `SystemError`, also when there is no directory, and what `isAccepted` throws.
  package static func firstName(
    in directory: AbsolutePath, where isAccepted: (String) throws(SystemError) -> Bool
  ) throws(SystemError) -> String? {
    guard let stream = opendir(directory.string) else { throw SystemError(call: "opendir", subject: directory.string) }
    defer { closedir(stream) }
    while let name = try nextName(stream, in: directory).map(text) {
      if try isAccepted(name) { return name }
    }
    return nil
  }

  /// The next name of an open directory as the kernel has it, past `.` and `..`; nil after the last: `readdir(3)`.
  static func nextName(_ stream: OpaquePointer, in directory: AbsolutePath) throws(SystemError) -> [CChar]? {
    while true {
      errno = 0
      guard let entry = readdir(stream) else {
        if errno != 0 { throw SystemError(call: "readdir", subject: directory.string) }
        return nil
      }
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.bindMemory(to: CChar.self).prefix { $0 != 0 }) }
      if name != [dot] && name != [dot, dot] { return name + [0] }
    }
  }

  /// A name as text; bytes that are no UTF-8 become U+FFFD.
  static func text(of name: [CChar]) -> String {
    String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  private static let dot = CChar(UInt8(ascii: "."))

  /// Where a symbolic link points, nil when there is no link: `readlink(2)`.
  package static func linkTarget(_ path: AbsolutePath) throws(SystemError) -> String? {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
    do {
      try checked("readlink", path.string) { readlink(path.string, &buffer, buffer.count - 1) }
      return text(of: buffer)
    } catch {
      if error.isAbsence || error.code == EINVAL { return nil }
      throw error
    }
  }

  /// The path with every symbolic link followed, nil when it leads nowhere: `realpath(3)`.
  package static func resolved(_ path: AbsolutePath) throws(SystemError) -> AbsolutePath? {
    guard let text = realpath(path.string, nil) else {
      let error = SystemError(call: "realpath", subject: path.string)
      if error.isAbsence { return nil }
      throw error
    }
    defer { free(text) }
    return AbsolutePath(String(cString: text))
  }

  /// Makes one directory with exactly this mode, false when it exists already: `mkdir(2)`.
  @discardableResult
  package static func makeDirectory(_ path: AbsolutePath, mode: UInt32) throws(SystemError) -> Bool {
    do {
      try checked("mkdir", path.string) { mkdir(path.string, mode) }
    } catch {
      if error.code == EEXIST, try status(path)?.kind == .directory { return false }
      throw error
    }
    try checked("chmod", path.string) { chmod(path.string, mode) }
    return true
  }

  /// Makes a directory and those above it that are missing, each with this mode; those that exist stay as they are.
  package static func makeDirectories(_ path: AbsolutePath, mode: UInt32) throws(SystemError) {
    guard try status(path) == nil else { return }
    try makeDirectories(path.parent, mode: mode)
    try makeDirectory(path, mode: mode)
  }

  /// Gives a file or directory these permission bits, and refuses a link: `fchmodat(2)`.
  package static func setMode(_ path: AbsolutePath, _ mode: UInt32) throws(SystemError) {
    try checked("chmod", path.string) { fchmodat(AT_FDCWD, path.string, mode, AT_SYMLINK_NOFOLLOW) }
  }

  /// Removes a file, link or empty directory, false when nothing was there: `remove(3)`.
  @discardableResult
  package static func remove(_ path: AbsolutePath) throws(SystemError) -> Bool {
    let removed = try absentAsNil { () throws(SystemError) in
      try checked("remove", path.string) { Glibc.remove(path.string) }
    }
    return removed != nil
  }

  /// Removes a directory and all below it, never following a link and never leaving the file system.
  ///
  /// Nothing there is no error. What is no directory is removed as it is. Calls `openat(2)` and `unlinkat(2)`.
  package static func removeTree(_ path: AbsolutePath) throws(SystemError) {
    guard let entry = try status(path, followingLinks: false) else { return }
    if entry.kind == .directory {
      try TreeRemoval.empty(Descriptor(opening: path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW), at: path)
    }
    try remove(path)
  }

  /// Makes the names in a directory durable: `fsync(2)` on it.
  package static func synchronizeDirectory(_ path: AbsolutePath) throws(SystemError) {
    let directory = try Descriptor(opening: path, O_RDONLY | O_DIRECTORY)
    try checked("fsync", path.string) { fsync(directory.raw) }
  }

  private static func absentAsNil<Value>(_ body: () throws(SystemError) -> Value) throws(SystemError) -> Value? {
    do { return try body() } catch {
      if error.isAbsence { return nil }
      throw error
    }
  }
}

extension SystemError {
  /// Whether the call failed because nothing is at the path.
  package var isAbsence: Bool { code == ENOENT || code == ENOTDIR }
}
