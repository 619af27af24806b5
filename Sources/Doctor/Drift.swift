import Glibc
import Platform
import Services

/// Whether the gateway that runs is still the one on disk.
package enum Drift {
  /// Compares the main process's executable with the file that a start would run now: by device and inode, and where
  /// these differ by content, since a file that was installed again is no other program.
  ///
  /// Nil when the process may not be looked at or either file is not to be found. `installed` is the `openclaw` that
  /// the unit starts; the gateway is the one bundled with it.
  package static func isPresent(mainProcess: Int32, installed: AbsolutePath, home: AbsolutePath) -> Bool? {
    do {
      let executable = AbsolutePath.root.appending("proc/\(mainProcess)/exe")
      guard let running = try Files.status(executable), let program = try Files.resolved(installed),
        let gateway = try ExecutableLocation(running: program, home: home).gateway(),
        let onDisk = try Files.status(gateway)
      else { return nil }
      if (running.device, running.inode) == (onDisk.device, onDisk.inode) { return false }
      return try running.size != onDisk.size || !hasSameContent(executable, gateway)
    } catch { return nil }
  }

  private static func hasSameContent(_ one: AbsolutePath, _ other: AbsolutePath) throws(SystemError) -> Bool {
    let first = try Descriptor(opening: one, O_RDONLY)
    let second = try Descriptor(opening: other, O_RDONLY)
    while true {
      let piece = try first.readPrefix(1 << 20, subject: one.string)
      if try piece != second.readPrefix(1 << 20, subject: other.string) { return false }
      if piece.isEmpty { return true }
    }
  }
}
