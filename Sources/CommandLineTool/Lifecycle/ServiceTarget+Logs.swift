import CommandTree
import Configuration
import Doctor
import Platform
import Profiles
import Services

// Where the lines of a service are.

extension ServiceTarget {
  /// The sinks of the profile's gateway, the one in use first: that of its manager, unless no service is installed or
  /// another process than the service's works on the profile.
  func logPlaces() throws(CommandFailure) -> LogPlaces {
    let file = LogPlaces.Place.file(try serviceConfiguration().configuration.logFile(of: profile))
    let managers = managersSink.map { [$0] } ?? []
    let isServices = try isDefined() && gatewayBesideService() == nil
    return LogPlaces(isServices ? managers + [file] : [file] + managers)
  }

  /// The gateway that works on the profile and is not the service's main process; nil when there is none, or when it
  /// cannot be told.
  func gatewayBesideService() -> ProfileGateway? {
    guard let gateway = ProfileGateway.visible(profile), !gateway.isSupervised else { return nil }
    return gateway.process.processIdentifier == mainProcess ? nil : gateway
  }

  /// The last run as the manager knows it; nil when it cannot be asked: logs are read without it as well.
  func lastRun() -> ServiceRun? {
    do throws(CommandFailure) { return try status().run } catch { return nil }
  }

  /// Where the manager keeps what the service prints.
  private var managersSink: LogPlaces.Place? {
    switch managerKind {
    case .systemd:
      .journal(JournalQuery(unit: profile.unitName, scope: scope, userID: account.userID, run: nil))
    case .supervisor: supervisedOutput.map { .output($0) }
    }
  }

  private var supervisedOutput: AbsolutePath? {
    let places = SupervisorPlaces(home: profile.home)
    do {
      return places.output(of: profile.unitName, try SupervisedUnitReader.read(profile.unitName, in: places.units).unit)
    } catch { return profile.logFile.parent.appending("service.log") }
  }
}

extension ConfigurationSnapshot {
  /// The secrets that must not be shown, wherever they turn up.
  var secrets: Set<Secret> {
    let resolved = ServerAuthentication(snapshot: self).credential?.secret
    return Set([resolved, configuration.token, configuration.password].compactMap(\.self))
  }
}
