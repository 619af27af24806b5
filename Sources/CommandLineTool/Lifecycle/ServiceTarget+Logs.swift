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
    let isServices = try isDefined() && gatewayBesideService() == nil
    let places = isServices ? [managersSink, file] : [file, managersSink]
    return LogPlaces(managerKind == .launchd ? Self.newestFirst(places) : places)
  }

  /// The files in the order of their last lines: launchd gives standard error a file beside the gateway's own.
  private static func newestFirst(_ places: [LogPlaces.Place]) -> [LogPlaces.Place] {
    let written = { (place: LogPlaces.Place) -> String in
      do { return try place.path.flatMap { try Files.status($0)?.modificationTime.iso8601 } ?? "" } catch { return "" }
    }
    return places.map { ($0, written($0)) }.sorted { $0.1 > $1.1 }.map(\.0)
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
  private var managersSink: LogPlaces.Place {
    switch managerKind {
    case .systemd:
      .journal(JournalQuery(unit: service, scope: scope, userID: account.userID, run: nil))
    case .supervisor: .output(SupervisorPlaces(home: profile.home).output(of: profile))
    case .launchd: .output(LaunchAgent.errorLog(of: profile))
    }
  }
}

extension ConfigurationSnapshot {
  /// The secrets that must not be shown, wherever they turn up.
  var secrets: Set<Secret> {
    let resolved = ServerAuthentication(snapshot: self).credential?.secret
    return Set([resolved, configuration.token, configuration.password].compactMap(\.self))
  }
}
