import CommandTree
import Configuration
import Doctor
import JSON
import Platform
import Profiles
import Services

/// What `config set` and `config unset` do alike.
struct ConfigChanging {
  let context: CommandContext

  func report(_ change: ConfigurationChange) throws(CommandFailure) -> ConfigChangeReport {
    try context.refuseSudo()
    try refuseManagedConfig()
    try refuseEmptySecret(change)
    let writer = context.configurationWriter(for: context.profile)
    do throws(ConfigurationRefusal) {
      if context.invocation[.dryRun] {
        return report(change, try writer.draft(change), backup: nil)
      }
      let written = try writer.apply(change, deadline: .after(context.wait)) {
        context.progress("waiting for another openclaw command to finish")
      }
      return report(change, written.draft, backup: written.backup)
    } catch { throw CommandFailure(error, context) }
  }

  private func refuseManagedConfig() throws(CommandFailure) {
    guard context.isManagedElsewhere else { return }
    throw CommandFailure(
      "the config is managed elsewhere", location: context.profile.configPath.string,
      reason: "OPENCLAW_NIX_MODE is 1: a change here would be lost", hints: ["change it where it is made"],
      code: "config-managed-elsewhere")
  }

  /// A secret that was to come from a program that failed, and would keep the gateway from starting.
  private func refuseEmptySecret(_ change: ConfigurationChange) throws(CommandFailure) {
    guard case .set(let path, "") = change, ConfigurationRegistry.key(at: path)?.isSecret == true else { return }
    throw CommandFailure(
      "an empty secret is none", location: "\(path)", reason: "nothing was written",
      hints: ["openssl rand -hex 24 | \(context.commandLine("config set \(path) -"))"], code: "empty-secret",
      exitStatus: .usage)
  }

  private func report(
    _ change: ConfigurationChange, _ draft: ConfigurationDraft, backup: AbsolutePath?
  ) -> ConfigChangeReport {
    let service = installedService()
    let path = change.path
    var report = ConfigChangeReport(
      action: context.invocation.action, result: draft.result(isPlanned: context.invocation[.dryRun]), path: path,
      home: context.profile.home, config: context.profile.configPath, before: draft.current.redacted[path],
      after: draft.proposed.redacted[path],
      backup: backup, reload: ConfigurationRegistry.key(at: path)?.reload)
    report.warnings = draft.newWarnings.map {
      ReportWarning(code: "config-warning", message: $0.text(home: context.profile.home))
    }
    if let service, let warning = pinnedPort(draft, service) {
      report.warnings.append(warning)
    } else if let service, !draft.changesNothing, report.reload ?? .none != .none {
      let target = service.target
      report.hints = [report.reload == .hot ? target.reloadCommand : target.commandLine("gateway restart")]
    }
    return report
  }

  /// The service that reads this config, and its unit; none where it cannot be looked at, since the change stands either
  /// way.
  private func installedService() -> (target: ServiceTarget, installed: InstalledService)? {
    do {
      let target = try ServiceTarget.installed(context)
      guard target.profile.configPath == context.profile.configPath else { return nil }
      return try target.installedService().map { (target, $0) }
    } catch { return nil }
  }

  /// Says that the installed service goes on with another port than the config now names: settled by the unit's `--port`.
  private func pinnedPort(
    _ draft: ConfigurationDraft, _ service: (target: ServiceTarget, installed: InstalledService)
  ) -> ReportWarning? {
    let installed = service.installed
    let port = draft.proposed.configuration.port ?? context.profile.defaultPort
    guard draft.current.configuration.port != draft.proposed.configuration.port, let port,
      let pinned = installed.definition.port,
      pinned != port
    else { return nil }
    return ReportWarning(
      code: "port-pinned",
      message:
        "the installed service keeps port \(pinned), which \(installed.path) names; port \(port) holds for it after",
      hint: service.target.commandLine("gateway install --force"))
  }
}

extension CommandContext {
  /// The writer of a profile's config, which sees what this command sees.
  func configurationWriter(for profile: Profile) -> ConfigurationWriter {
    ConfigurationWriter(
      path: profile.configPath, stateDirectory: profile.stateDirectory, environment: environment, home: profile.home,
      places: .init(stateDirectory: profile.stateDirectory, workingDirectory: workingDirectory),
      version: ProductVersion.current)
  }
}

extension ConfigurationDraft {
  fileprivate func result(isPlanned: Bool) -> String {
    if changesNothing { return "unchanged" }
    if isPlanned { return "planned" }
    return before == nil ? "created" : "updated"
  }
}
