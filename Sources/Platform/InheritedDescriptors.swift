import CLinux
import Glibc

/// The descriptors that whoever started this process had open.
package enum InheritedDescriptors {
  /// Closes all but the standard ones, so that nobody waits for a lock or a pipe that a long life would hold.
  ///
  /// To be called before this process opens anything itself. Calls `close_range(2)`; where the kernel has none, each is
  /// closed by itself.
  package static func close() throws(SystemError) {
    if cl_close_range(3, .max) == 0 { return }
    for name in try Files.list(ListeningSockets.proc.appending("self/fd")) ?? [] {
      if let descriptor = Int32(name), descriptor > 2 { Glibc.close(descriptor) }
    }
  }
}
