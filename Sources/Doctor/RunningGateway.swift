import Platform
import Profiles

/// The gateway that works on a profile's state, be it a service or a program in somebody's terminal.
package enum RunningGateway {
  /// The process that holds the profile's lock; nil when none does or it may not be looked at.
  package static func process(of profile: Profile) -> RunningProcess? {
    do { return try AdvisoryLock.holder(of: profile.gatewayLock) } catch { return nil }
  }
}
