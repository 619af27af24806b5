import CLinux
import Glibc
import Platform

/// What the supervisor itself says, on standard error: lines for people, with the time.
enum SupervisorLog {
  /// A file that has grown beyond this starts over: 1 MiB.
  private static let limit = 1 << 20

  static func write(_ text: String) {
    let line = "\(Timestamp.now().iso8601) \(text)\n"
    var status = stat()
    if fstat(STDERR_FILENO, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size > Self.limit {
      ftruncate(STDERR_FILENO, 0)
    }
    do throws(SystemError) { try Descriptor.writeAll(Array(line.utf8), to: STDERR_FILENO) } catch {
      // Standard error has gone; a supervisor goes on without it.
    }
  }
}
