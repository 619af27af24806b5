import Platform
import Services

/// Whether the gateway that runs is still the one on disk.
package enum Drift {
  /// Compares the main process's executable with the file that a start would run now, by device and inode.
  ///
  /// Nil when the process may not be looked at or either file is not to be found. `installed` is the `openclaw` that
  /// the unit starts; the gateway is the one bundled with it.
  package static func isPresent(mainProcess: Int32, installed: AbsolutePath, home: AbsolutePath) -> Bool? {
    do {
      let running = try Files.status(AbsolutePath.root.appending("proc/\(mainProcess)/exe"))
      guard let running, let program = try Files.resolved(installed),
        let gateway = try ExecutableLocation(running: program, home: home).gateway(),
        let onDisk = try Files.status(gateway)
      else { return nil }
      return (running.device, running.inode) != (onDisk.device, onDisk.inode)
    } catch { return nil }
  }
}
