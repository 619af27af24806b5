import CommandTree
import Doctor
import Platform
import Profiles
import Services

/// `openclaw profiles list`: every profile of this user with its ports, service and state.
enum ProfilesListCommand {
  static func run(_ context: CommandContext) throws(CommandFailure) -> any Report {
    let surveyed: [SurveyedProfile]
    do {
      surveyed = try ProfileSurvey.profiles(account: context.account, environment: context.environment)
    } catch { throw CommandFailure(error) }
    var managers = Dictionary(
      uniqueKeysWithValues: ServiceScope.allCases.map {
        let kind = ServiceManagerChoice(nil, scope: $0).kind
        return (
          $0,
          ServiceConnection(
            kind, scope: $0, userID: context.account.userID, home: context.profile.home, executable: context.executable,
            patience: patience)
        )
      })
    return ProfilesReport(
      home: context.profile.home,
      rows: surveyed.map { profile in
        ProfilesReport.Row(profile, others: surveyed, status: status(profile, &managers))
      })
  }

  /// How long a manager may take to answer: as long as a status.
  private static let patience = Duration.seconds(3)

  /// What a profile's manager says; nil where it does not answer, and then it is asked no more.
  private static func status(
    _ profile: SurveyedProfile, _ managers: inout [ServiceScope: ServiceConnection]
  ) -> ServiceStatus? {
    guard let installed = profile.installed, let manager = managers[installed.scope] else { return nil }
    do { return try manager.status(of: profile.profile.unitName) } catch {
      managers[installed.scope] = nil
      return nil
    }
  }
}
