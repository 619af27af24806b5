import CSystemd
import Platform

/// What of this machine decides which service manager runs services.
package struct MachineFacts: Hashable, Sendable {
  /// Whether systemd has booted it: `sd_booted(3)`.
  package var isBooted: Bool
  /// The kernel's release, as `uname -r` prints it; empty when it cannot be read.
  package var kernelRelease: String
  /// Whether this is a container, whose first process somebody else decides on.
  package var isContainer: Bool
  /// Whether this is macOS, whose services are launchd's.
  package var isMac: Bool

  /// Facts by hand.
  package init(isBooted: Bool, kernelRelease: String = "", isContainer: Bool = false, isMac: Bool = false) {
    self.isBooted = isBooted
    self.kernelRelease = kernelRelease
    self.isContainer = isContainer
    self.isMac = isMac
  }

  /// The facts of the machine this process runs on.
  package static func current() -> MachineFacts {
    MachineFacts(
      isBooted: sd_booted() > 0, kernelRelease: release(),
      isContainer: [".dockerenv", "run/.containerenv"].contains { exists(.root.appending($0)) },
      isMac: runsOnMac)
  }

  #if os(macOS)
    private static let runsOnMac = true
  #else
    private static let runsOnMac = false
  #endif

  /// Whether it is WSL 2, which can run systemd.
  ///
  /// The kernel of WSL 1, which cannot, says `Microsoft`.
  package var isWSL2: Bool { kernelRelease.contains("microsoft") && !isContainer }

  private static func release() -> String {
    do {
      let file = ListeningSockets.proc.appending("sys/kernel/osrelease")
      return String(decoding: try Files.read(file, limit: 4096) ?? [], as: UTF8.self).trimmingBlanks()
    } catch { return "" }
  }

  private static func exists(_ path: AbsolutePath) -> Bool {
    do { return try Files.status(path) != nil } catch { return false }
  }
}
