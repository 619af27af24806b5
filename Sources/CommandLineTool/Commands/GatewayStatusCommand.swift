import CommandTree
import Doctor
import GatewayClient
import JSON
import Platform

/// `openclaw gateway status`: what is installed, what runs, what answers.
///
/// It exits with 0 unless `--require-rpc` is given.
enum GatewayStatusCommand {
  static func run(_ context: CommandContext) throws(CommandFailure) -> any Report {
    var request = try context.snapshotRequest()
    request.probes = !context.invocation[.noProbe]
    request.url = try context.checkedURL()
    request.credentials = try context.credentialFlags()
    let snapshot: HostSnapshot
    do { snapshot = try SnapshotCollector.snapshot(request) } catch { throw CommandFailure(error) }
    return StatusReport(snapshot: snapshot, requiresRPC: context.invocation[.requireRPC])
  }
}

/// `openclaw status`: the same facts, with the gateway's health when `--deep` is given.
enum StatusCommand {
  static func run(_ context: CommandContext) throws(CommandFailure) -> any Report {
    let request = try context.snapshotRequest()
    let snapshot: HostSnapshot
    do { snapshot = try SnapshotCollector.snapshot(request) } catch { throw CommandFailure(error) }
    var report = StatusReport(snapshot: snapshot, requiresRPC: request.isDeep)
    if request.isDeep, case .answered = snapshot.probe?.outcome {
      report.health = try GatewayCaller(context).call("health", [:])
    }
    return report
  }
}

extension CommandContext {
  /// What to look at: the profile's service, for root that of the account it runs as.
  func snapshotRequest() throws(CommandFailure) -> SnapshotRequest {
    let target = try ServiceTarget.installed(self)
    var request = SnapshotRequest(profile: target.profile, account: target.account, environment: environment)
    request.isDeep = invocation[.deep]
    request.probeTimeout = invocation[.timeout]
    request.wantedManager = try managerFlag()
    return request
  }

  /// The value of `--url`, refused when it is no address of a gateway.
  func checkedURL() throws(CommandFailure) -> String? {
    guard let url = invocation[.url] else { return nil }
    do { _ = try GatewayAddress(url) } catch {
      throw CommandFailure(
        error.description, location: "--url",
        hints: [commandLine("\(invocation.path.joined(separator: " ")) --url ws://host:port")],
        code: error.code, exitStatus: .usage)
    }
    return url
  }
}
