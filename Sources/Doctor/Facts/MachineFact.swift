import Platform
import Profiles

/// What the machine has left for a gateway: room, descriptors, watches, and the time.
package struct MachineFact: Sendable {
  /// The file system of the state directory; nil when it cannot be asked.
  package var stateFileSystem: FileSystemStatus?
  /// Whether this account can watch files: an instance of `inotify(7)` was to be had.
  package var canWatchFiles = true
  /// `fs.inotify.max_user_watches`; nil when it cannot be read.
  package var watchLimit: Int?
  /// The descriptors that the running gateway has open; nil when none runs.
  package var openDescriptors: Int?
  /// How many it may have open; nil when none runs, or nothing limits them.
  package var descriptorLimit: Int?
  /// The time by the machine's clock.
  package var now: Timestamp

  /// A machine with nothing known of it but the time.
  package init(now: Timestamp) { self.now = now }

  /// Asks the machine.
  static func look(at profile: Profile, mainProcess: Int32?) -> MachineFact {
    var fact = MachineFact(now: .now())
    do { fact.stateFileSystem = try FileSystemStatus.of(profile.stateDirectory) } catch {
      fact.stateFileSystem = nil
    }
    fact.canWatchFiles = FileWatching.isAvailable
    do { fact.watchLimit = try FileWatching.limit() } catch { fact.watchLimit = nil }
    if let mainProcess { fact.addDescriptors(of: mainProcess) }
    return fact
  }

  private mutating func addDescriptors(of process: Int32) {
    let directory = AbsolutePath.root.appending("proc/\(process)")
    do {
      openDescriptors = try Files.list(directory.appending("fd"))?.count
      let limits = try Files.read(directory.appending("limits"), limit: 65_536) ?? []
      descriptorLimit = Self.limit("Max open files", in: String(decoding: limits, as: UTF8.self))
    } catch { descriptorLimit = nil }
  }

  /// The soft limit of a line of `proc_pid_limits(5)`.
  static func limit(_ name: String, in limits: String) -> Int? {
    let line = limits.split(separator: "\n").first { $0.hasPrefix(name) }
    return line?.dropFirst(name.count).split(separator: " ").first.flatMap { Int($0) }
  }
}
