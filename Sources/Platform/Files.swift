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

  /// The names in a directory in byte order, nil when there is no directory: `readdir(3)`.
  package static func list(_ directory: AbsolutePath) throws(SystemError) -> [String]? {
    guard let stream = opendir(directory.string) else {
      let error = SystemError(call: "opendir", subject: directory.string)
      if error.isAbsence { return nil }
      throw error
    }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { String(cString: UnsafeRawPointer($0).assumingMemoryBound(to: CChar.self)) }
      if name != "." && name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  /// Where a symbolic link points, nil when there is no link: `readlink(2)`.
  package static func linkTarget(_ path: AbsolutePath) throws(SystemError) -> String? {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
    do {
      let count = try checked("readlink", path.string) { readlink(path.string, &buffer, buffer.count - 1) }
      return String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
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

  /// Makes one directory with exactly this mode: `mkdir(2)`. False when it exists already.
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

  /// Removes a file, link or empty directory: `remove(3)`. False when nothing was there.
  @discardableResult
  package static func remove(_ path: AbsolutePath) throws(SystemError) -> Bool {
    try absentAsNil { () throws(SystemError) in try checked("remove", path.string) { Glibc.remove(path.string) } } != nil
  }

  /// Removes a directory and all below it, never following a link and never leaving the file system.
  package static func removeTree(_ path: AbsolutePath) throws(SystemError) {
    guard let entry = try status(path, followingLinks: false) else { return }
    if entry.kind == .directory {
      for name in try list(path) ?? [] {
        let child = path.appending(name)
        guard try status(child, followingLinks: false)?.device == entry.device else {
          throw SystemError(code: EXDEV, call: "remove", subject: child.string)
        }
        try removeTree(child)
      }
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
