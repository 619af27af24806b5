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
    var managers: [Manager: ServiceConnection?] = [:]
    return ProfilesReport(
      home: context.profile.home,
      rows: surveyed.map { profile in
        ProfilesReport.Row(profile, others: surveyed, status: status(profile, &managers, context))
      })
  }

  /// Who runs a service.
  private struct Manager: Hashable {
    let kind: ServiceManagerKind
    let scope: ServiceScope

    init(of installed: InstalledService) {
      scope = installed.scope
      kind = installed.definition.agent == nil ? ServiceManagerChoice(nil, scope: scope).kind : .launchd
    }
  }

  /// How long a manager may take to answer: as long as a status.
  private static let patience = Duration.seconds(3)

  /// What a profile's manager says; nil where it does not answer, and then it is asked no more.
  private static func status(
    _ profile: SurveyedProfile, _ managers: inout [Manager: ServiceConnection?], _ context: CommandContext
  ) -> ServiceStatus? {
    guard let manager = profile.installed.map(Manager.init) else { return nil }
    let known = managers[manager] ?? connection(manager, context)
    managers[manager] = known
    do { return try known?.status(of: profile.profile.serviceName(manager.kind)) } catch {
      managers[manager] = ServiceConnection?.none
      return nil
    }
  }

  private static func connection(_ manager: Manager, _ context: CommandContext) -> ServiceConnection {
    ServiceConnection(
      manager.kind, scope: manager.scope, userID: context.account.userID, home: context.profile.home,
      executable: context.executable, environment: context.environment, patience: patience)
  }
}
