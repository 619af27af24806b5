import CommandTree
import Doctor
import JSON

/// `openclaw gateway status`: what is installed, what runs, what answers.
///
/// It exits with 0 unless `--require-rpc` is given.
enum GatewayStatusCommand {
  static func run(_ context: CommandContext) throws(CommandFailure) -> any Report {
    var request = SnapshotRequest(profile: context.profile, account: context.account, environment: context.environment)
    request.isDeep = context.invocation[.deep]
    request.probes = !context.invocation[.noProbe]
    request.url = context.invocation[.url]
    request.credentials = try context.credentialFlags()
    request.probeTimeout = context.invocation[.timeout]
    request.wantedManager = context.managerFlag
    let snapshot: HostSnapshot
    do { snapshot = try SnapshotCollector.snapshot(request) } catch { throw CommandFailure(error) }
    return StatusReport(snapshot: snapshot, requiresRPC: context.invocation[.requireRPC])
  }
}

/// `openclaw status`: the same facts, with the gateway's health when `--deep` is given.
enum StatusCommand {
  static func run(_ context: CommandContext) throws(CommandFailure) -> any Report {
    var request = SnapshotRequest(profile: context.profile, account: context.account, environment: context.environment)
    request.isDeep = context.invocation[.deep]
    request.probeTimeout = context.invocation[.timeout]
    request.wantedManager = context.managerFlag
    let snapshot: HostSnapshot
    do { snapshot = try SnapshotCollector.snapshot(request) } catch { throw CommandFailure(error) }
    var report = StatusReport(snapshot: snapshot, requiresRPC: request.isDeep)
    if request.isDeep, case .answered = snapshot.probe?.outcome {
      report.health = try GatewayCaller(context).call("health", [:])
    }
    return report
  }
}
