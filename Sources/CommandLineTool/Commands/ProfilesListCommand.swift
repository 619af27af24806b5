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
    let managers = Dictionary(
      uniqueKeysWithValues: ServiceScope.allCases.map {
        let kind = ServiceManagerKind.chosen(nil, scope: $0)
        return (
          $0,
          ServiceConnection(
            kind, scope: $0, userID: context.account.userID, home: context.profile.home, executable: context.executable)
        )
      })
    return ProfilesReport(
      home: context.profile.home,
      rows: surveyed.map { profile in
        ProfilesReport.Row(profile, others: surveyed, status: status(profile, managers))
      })
  }

  private static func status(
    _ profile: SurveyedProfile, _ managers: [ServiceScope: ServiceConnection]
  ) -> ServiceStatus? {
    guard let installed = profile.installed, let manager = managers[installed.scope] else { return nil }
    do { return try manager.status(of: profile.profile.unitName) } catch { return nil }
  }
}
