import Platform
import Profiles

/// Where a user's supervisor is found: decided by the home directory alone, so that every shell finds the same one.
package struct SupervisorPlaces: Hashable, Sendable {
  package let home: AbsolutePath

  package init(home: AbsolutePath) { self.home = home }

  /// The supervisor's own directory, mode 0700; whoever holds its lock is the supervisor.
  package var directory: AbsolutePath { home.appending(".local/state/openclaw/supervisor") }
  /// Where commands connect.
  package var controlSocket: AbsolutePath { directory.appending("control") }
  /// Where services say how they are: `NOTIFY_SOCKET`.
  package var notifySocket: AbsolutePath { directory.appending("notify") }
  /// What a supervisor in the background says.
  package var logFile: AbsolutePath { directory.appending("supervisor.log") }
  /// One record for each service that was started or stopped.
  package var records: AbsolutePath { directory.appending("runs") }
  /// The units, which are those of the user's systemd.
  package var units: AbsolutePath { home.appending(".config/systemd/user") }
  /// The links that make units start by themselves.
  package var enabled: AbsolutePath { units.appending("default.target.wants") }

  /// The record of a service.
  package func record(of unit: String) -> AbsolutePath { records.appending("\(unit).json") }
  /// Where a service notes that it ended in order.
  package func exitRecord(of unit: String) -> AbsolutePath { records.appending("\(unit).exit") }

  /// What a service prints: `logs/service.log` in the gateway's state directory; beside the supervisor's own log for a
  /// unit that names none.
  package func output(of name: String, _ unit: SupervisedUnit) -> AbsolutePath {
    unit.stateDirectory?.appending("logs/service.log") ?? directory.appending("logs/\(name).log")
  }

  /// The same for a profile's gateway; in the profile's own state where no unit can be read.
  package func output(of profile: Profile) -> AbsolutePath {
    let name = profile.unitName
    do { return output(of: name, try SupervisedUnitReader.read(name, in: units).unit) } catch {
      return profile.logFile.parent.appending("service.log")
    }
  }

  /// The units of gateways that are installed, by name.
  package func installedUnits() throws(SystemError) -> [String] {
    var names: [String] = []
    for name in try Files.list(units) ?? [] where name.hasSuffix(".service") {
      guard let text = try Files.read(units.appending(name), limit: 1 << 20) else { continue }
      if case .ours = UnitOwnership(fileName: name, unit: InstalledUnit(UnitFile(text))) { names.append(name) }
    }
    return names
  }

  /// The directories to be made before a supervisor can work, the outermost first.
  package var directories: [AbsolutePath] {
    [".local", ".local/state", ".local/state/openclaw"].map { home.appending($0) } + [directory, records]
  }
}
