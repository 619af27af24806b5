import Configuration
import Glibc
import Platform
import Profiles
import Transport

extension StartPlanner {
  /// Reads the configuration again, and checks as well whether a gateway that runs could change to it.
  func read(replacing running: StartPlan) -> ConfigurationReading {
    let reading = read()
    let plan = Result { () throws(StartRefusal) in
      if running.configuration.exists, !reading.snapshot.exists { throw missingFile }
      let next = try reading.plan.get()
      if next.port != running.port { try checkFree(next.addresses) }
      if next.logFile != running.logFile { try checkLog(next.logFile) }
      return next
    }
    return ConfigurationReading(snapshot: reading.snapshot, plan: plan)
  }

  /// The plan for a start in the same process: of the configuration as it is now, or the former one where that has been
  /// broken meanwhile.
  func planAgain(_ former: StartPlan) -> StartPlan {
    do throws(StartRefusal) { return try plan() } catch { return former }
  }

  /// An editor may be about to put another in its place.
  private var missingFile: StartRefusal {
    let file = profile.configPath.abbreviated(home: profile.home)
    return StartRefusal(
      .configuration, "the configuration is gone", place: file, reason: "the file does not exist",
      remedy: "put it back; backups are beside it as \(profile.configPath.lastComponent).bak")
  }

  /// A gateway that gave up its port for one that somebody else has would be none.
  private func checkFree(_ addresses: [SocketAddress]) throws(StartRefusal) {
    for address in addresses {
      do throws(SystemError) { try address.checkIsFree() } catch {
        throw PortConflict(address: address, error: error, profile: profile, environment: environment).refusal()
      }
    }
  }

  private func checkLog(_ file: AbsolutePath) throws(StartRefusal) {
    _ = mkdir(file.parent.string, 0o700)
    do throws(SystemError) {
      _ = try Descriptor(opening: file, O_WRONLY | O_APPEND | O_CREAT | O_NOFOLLOW, mode: 0o600)
    } catch {
      throw StartRefusal(
        .configuration, "the log cannot move", place: "logging.file in \(profile.configPath)",
        reason: error.description, remedy: "name a file that this account may write", code: error.code)
    }
  }
}
