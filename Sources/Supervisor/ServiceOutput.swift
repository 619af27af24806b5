import CLinux
import Glibc
import Platform

/// The file that a service writes to by itself, so that its output outlives the supervisor.
///
/// A run begins a new file once the last one has grown. While a run writes, the oldest blocks are given back to the file
/// system, so that no line is lost or waits: the file's length grows, its room on the disk does not.
struct ServiceOutput {
  let path: AbsolutePath

  /// The bounds of the file and of those before it.
  struct Limits: Sendable {
    /// Bytes after which the next run begins a new file, and which a run that goes on keeps at least.
    var bytes = 8 << 20
    var generations = 4
  }

  private let limits: Limits

  init(_ path: AbsolutePath, limits: Limits = Limits()) {
    self.path = path
    self.limits = limits
  }

  /// Opens the file for a run: append only, for the owner alone, in a directory that is made where it is missing.
  func open() throws(SystemError) -> Descriptor {
    for directory in [path.parent.parent, path.parent] where try Files.status(directory) == nil {
      try Files.makeDirectory(directory, mode: 0o700)
    }
    if let size = try Files.status(path)?.size, size > limits.bytes { rotate() }
    return try Descriptor(opening: path, O_WRONLY | O_APPEND | O_CREAT | O_NOFOLLOW, mode: 0o600)
  }

  /// Gives back the room of the oldest lines, once the file takes twice its bound; false before.
  func trim() throws(SystemError) -> Bool {
    var status = stat()
    guard stat(path.string, &status) == 0, Int(status.st_blocks) * 512 > 2 * limits.bytes else { return false }
    let file = try Descriptor(opening: path, O_RDWR | O_NOFOLLOW)
    let end = Int(status.st_size) - limits.bytes
    guard end > 0 else { return false }
    if cl_punch_hole(file.raw, 0, off_t(end)) == 0 { return true }
    // A file system without holes: the lines start over.
    try checked("ftruncate", path.string) { ftruncate(file.raw, 0) }
    return true
  }

  /// Makes the file the first of the former ones, and drops the oldest.
  ///
  /// What cannot be renamed is written on.
  private func rotate() {
    for generation in stride(from: limits.generations - 1, to: 0, by: -1) {
      rename(generation == 1 ? path.string : "\(path).\(generation - 1)", "\(path).\(generation)")
    }
  }
}
