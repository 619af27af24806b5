import Platform
import Services

/// What a supervisor works with, decided before it starts.
package struct SupervisorSettings: Sendable {
  /// Where the supervisor keeps what it needs.
  package let places: SupervisorPlaces
  /// Whom services run as.
  package let account: Account
  /// The file that this program was started from.
  package let program: AbsolutePath
  /// One service to run alone, at whose end the supervisor ends with its status; nil for all that are installed.
  package var single: SingleService?
  /// Whether the supervisor ends once no unit of ours is left, and leaves nothing behind.
  package var endsWhenUnneeded = false
  /// Whether another program at `program` is to go on in this one's place.
  package var followsUpdates = true
  /// Whether systemd runs as well, whose control groups and enabled units are not the supervisor's.
  package var isBesideSystemd = false

  /// A service that is run alone, as a container's only one.
  package struct SingleService: Sendable {
    /// The name of its unit.
    package let unit: String
    /// What runs where no unit is installed.
    package let fallback: SupervisedUnit
    /// What it inherits: the container's environment.
    package let environment: Environment

    /// A service from its parts.
    package init(unit: String, fallback: SupervisedUnit, environment: Environment) {
      self.unit = unit
      self.fallback = fallback
      self.environment = environment
    }
  }

  /// Settings for every unit that is installed.
  package init(places: SupervisorPlaces, account: Account, program: AbsolutePath) {
    self.places = places
    self.account = account
    self.program = program
  }

  /// The definition of a service with the warnings about it.
  func definition(of unit: String) throws(SupervisedUnitError) -> (unit: SupervisedUnit, warnings: [UnitWarning]) {
    do throws(SupervisedUnitError) {
      return try SupervisedUnitReader.read(unit, in: places.units)
    } catch {
      guard case .missing = error, let single, single.unit == unit else { throw error }
      return (single.fallback, [])
    }
  }

  /// What every service inherits, the same however the supervisor was started.
  var baseEnvironment: Environment {
    single?.environment
      ?? Environment([
        "HOME": account.home.string, "USER": account.name, "LOGNAME": account.name,
        "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
      ])
  }
}
