import Configuration
import Platform
import Profiles
import Services

/// What a snapshot is to look at, and for how long.
package struct SnapshotRequest: Sendable {
  package let profile: Profile
  package let account: Account
  package let environment: Environment
  /// Whether to look at system-level services too.
  package var isDeep = false
  /// Whether to connect to the gateway.
  package var probes = true
  /// The gateway to probe instead of the profile's own.
  ///
  /// Only credentials given as flags go there.
  package var url: String?
  package var credentials = CredentialFlags()
  /// How long the probe may take; never longer than the whole.
  package var probeTimeout: Duration?

  /// The service manager to ask; nil for the one of this machine.
  package var wantedManager: ServiceManagerKind?

  package init(profile: Profile, account: Account, environment: Environment) {
    self.profile = profile
    self.account = account
    self.environment = environment
  }

  /// How long the whole may take: 3 seconds, 5 when deep.
  package var timeLimit: Duration { isDeep ? .seconds(5) : .seconds(3) }
}
