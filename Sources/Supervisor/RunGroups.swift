import Glibc
import Platform

/// Makes control groups for runs of services, in the group of the supervisor itself, where the kernel allows that.
struct RunGroups {
  private let own: ControlGroup?

  /// Looks whether groups can be made here, and says in the log when they cannot.
  ///
  /// - Parameter isAllowed: false where all groups are somebody else's: systemd's.
  init(isAllowed: Bool) {
    do throws(SystemError) { own = isAllowed ? try Self.site() : nil } catch {
      own = nil
      SupervisorLog.write("services run without control groups: \(error)")
    }
  }

  private static func site() throws(SystemError) -> ControlGroup? {
    let own = try ControlGroup.current()
    _ = try own?.makeGroup("openclaw-supervisor.\(getpid())").remove()
    return own
  }

  /// Where a run's group is to be; nil where there is none.
  func place(of service: String, run: String) -> AbsolutePath? {
    own?.directory.appending("\(service).\(run.prefix(12))")
  }

  /// Makes the group of a run; a run goes without when it cannot be made.
  func make(_ place: AbsolutePath?) -> ControlGroup? {
    guard let place else { return nil }
    do throws(SystemError) { return try own?.makeGroup(place.lastComponent) } catch {
      SupervisorLog.write("\(place.lastComponent): runs without a control group: \(error)")
      return nil
    }
  }
}
