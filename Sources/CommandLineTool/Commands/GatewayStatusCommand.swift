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
    let snapshot = try context.snapshot(request) { request throws(CommandFailure) in
      request.credentials = try context.credentialFlags()
    }
    return StatusReport(
      snapshot: snapshot, requiresRPC: context.invocation[.requireRPC], readerHome: context.account.home)
  }
}

/// `openclaw status`: the same facts, with the gateway's health when `--deep` is given.
enum StatusCommand {
  static func run(_ context: CommandContext) throws(CommandFailure) -> any Report {
    var request = try context.snapshotRequest()
    request.asksHealth = request.isDeep
    let snapshot = try context.snapshot(request) { _ in }
    return StatusReport(snapshot: snapshot, requiresRPC: request.isDeep, readerHome: context.account.home)
  }
}

extension CommandContext {
  /// What to look at, as far as the command line says it.
  func snapshotRequest() throws(CommandFailure) -> SnapshotRequest {
    var request = SnapshotRequest(profile: profile, account: account, environment: environment)
    request.isDeep = invocation[.deep]
    request.probeTimeout = invocation[.timeout]
    request.wantedManager = try managerFlag()
    return request
  }

  /// Takes a snapshot of the profile's service, for root that of the account it runs as.
  ///
  /// - Parameter completing: adds what has to be read from files, under the snapshot's own deadline.
  func snapshot(
    _ request: SnapshotRequest,
    completing complete: @escaping @Sendable (inout SnapshotRequest) throws(CommandFailure) -> Void
  ) throws(CommandFailure) -> HostSnapshot {
    try SnapshotCollector.snapshot(request) { () throws(CommandFailure) in
      let target = try ServiceTarget.installed(self)
      var request = request.of(target.profile, target.account)
      try complete(&request)
      do throws(SystemError) { return try SnapshotCollector(request) } catch { throw CommandFailure(error) }
    }
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
