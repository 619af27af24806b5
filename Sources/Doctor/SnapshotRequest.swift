import Configuration
import Platform
import Profiles
import Services

/// What a snapshot is to look at, and for how long.
package struct SnapshotRequest: Sendable {
  /// The profile to look at.
  package private(set) var profile: Profile
  /// The account that the profile belongs to.
  package private(set) var account: Account
  /// The variables that the command counts.
  package let environment: Environment
  /// Whether to look at system-level services too.
  package var isDeep = false
  /// Whether to connect to the gateway.
  package var probes = true
  /// Whether a gateway that answers is asked for its health as well.
  package var asksHealth = false
  /// The gateway to probe instead of the profile's own.
  ///
  /// Only credentials given as flags go there.
  package var url: String?
  /// What the command line offers to the gateway.
  package var credentials = CredentialFlags()
  /// How long the probe may take; never longer than the whole.
  package var probeTimeout: Duration?

  /// The service manager to ask; nil for the one of this machine.
  package var wantedManager: ServiceManagerKind?

  /// A request that looks at everything but other scopes.
  package init(profile: Profile, account: Account, environment: Environment) {
    self.profile = profile
    self.account = account
    self.environment = environment
  }

  /// The same request for a profile of an account, whom the service runs as.
  package func of(_ profile: Profile, _ account: Account) -> SnapshotRequest {
    var copy = self
    copy.profile = profile
    copy.account = account
    return copy
  }

  /// How long the whole may take: 3 seconds, 5 when deep.
  package var timeLimit: Duration { isDeep ? .seconds(5) : .seconds(3) }
}
