import CLinux
import Foundation
import Platform

/// Descriptors for the standard streams of spawned processes; all are closed on exec, so that no other child keeps
/// them.
extension FileHandle {
  /// `/dev/null`, open for reading.
  package static func nothing() throws(SystemError) -> FileHandle {
    FileHandle(
      fileDescriptor: try checked("open", "/dev/null") { cl_open("/dev/null", O_RDONLY | O_CLOEXEC, 0) },
      closeOnDealloc: true)
  }

  /// A file without a name, which, unlike a pipe, holds nobody up when a background process keeps it open.
  package static func scratch() throws(SystemError) -> FileHandle {
    var template = Array("/tmp/openclaw-test-XXXXXX".utf8CString)
    let descriptor = try checked("mkstemp") { mkstemp(&template) }
    unlink(template)
    try checked("fcntl") { cl_fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
    return FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
  }

  /// The two ends of a pipe: `pipe2(2)`.
  package static func pipe() throws(SystemError) -> (reading: FileHandle, writing: FileHandle) {
    var ends: [Int32] = [-1, -1]
    try checked("pipe2") { pipe2(&ends, O_CLOEXEC) }
    let reading = FileHandle(fileDescriptor: ends[0], closeOnDealloc: true)
    return (reading, FileHandle(fileDescriptor: ends[1], closeOnDealloc: true))
  }
}
