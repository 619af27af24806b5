import CLinux
import Glibc

/// How much of a machine's ability to watch files is left for this account: `inotify(7)`.
package enum FileWatching {
  /// Whether another instance is to be had: takes one and gives it back, `inotify_init1(2)`.
  package static var isAvailable: Bool {
    let descriptor = inotify_init1(Int32(IN_CLOEXEC))
    if descriptor >= 0 { close(descriptor) }
    return descriptor >= 0 || errno != EMFILE
  }

  /// How many files an account may watch: `fs.inotify.max_user_watches`.
  ///
  /// Nil when the kernel does not say.
  package static func limit(proc: AbsolutePath = ListeningSockets.proc) throws(SystemError) -> Int? {
    let bytes = try Files.read(proc.appending("sys/fs/inotify/max_user_watches"), limit: 4096)
    return bytes.flatMap { Int(String(decoding: $0, as: UTF8.self).trimmingBlanks()) }
  }
}
