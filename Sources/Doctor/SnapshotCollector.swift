import Configuration
import Platform
import Profiles
import Services

/// Looks a profile's facts up, side by side, under one deadline.
///
/// Writes nothing, starts nothing, signals nobody.
package struct SnapshotCollector: Sendable {
  let request: SnapshotRequest
  let userUnit: InstalledService?
  let systemUnit: InstalledService?
  let commandConfiguration: ConfigurationSnapshot
  let serviceConfiguration: ConfigurationSnapshot
  private let gathering: Gathering

  /// Takes the snapshot.
  ///
  /// - Throws: `SystemError` when not even the profile's own files can be looked at.
  package static func snapshot(_ request: SnapshotRequest) throws(SystemError) -> HostSnapshot {
    try SnapshotCollector(request).collect()
  }

  /// Reads the profile's own files, on which the other facts depend.
  init(_ request: SnapshotRequest) throws(SystemError) {
    self.request = request
    gathering = Gathering(deadline: .after(request.timeLimit))
    let survey = try ProfileSurvey.survey(request.profile, account: request.account, environment: request.environment)
    userUnit = survey.userUnit
    systemUnit = survey.systemUnit
    commandConfiguration = ConfigurationLoader.load(request.profile, environment: request.environment)
    serviceConfiguration = Self.serviceConfiguration(survey.installed, request) ?? commandConfiguration
  }

  var installed: InstalledService? { userUnit ?? systemUnit }

  /// Where the gateway is expected; nil for a named profile that has no port yet.
  var target: ProbeTarget? {
    ProbeTarget(request, installed: installed, own: commandConfiguration, service: serviceConfiguration)
  }

  private func collect() throws(SystemError) -> HostSnapshot {
    let target = target
    let asked = gathering.start { askManager() }
    let scanned = gathering.start { findServices() }
    // A manager that hangs keeps nobody else waiting for long.
    let early = gathering.value(of: asked, within: .milliseconds(500))
    let listened = gathering.start { findListeners(target, likelyHolder: early?.unit?.process.mainPID) }
    // Who listens decides whether credentials are offered at all.
    let holders = gathering.value(of: listened, within: .milliseconds(500))
    let probed = request.probes ? target.map { target in gathering.start { probeGateway(target, holders) } } : nil
    let manager = gathering.value(of: asked) ?? .unasked
    let probe = probed.flatMap { gathering.value(of: $0) }
    let listeners = gathering.value(of: listened)
    let explained = gathering.start { explain(manager, probe, listeners, target) }
    let services = gathering.value(of: scanned)
    let lastRun = gathering.value(of: explained)
    let missing = [
      ("service", manager.isUnasked), ("rpc", probed != nil && probe?.isComplete != true), ("port", listeners == nil),
      ("services", services == nil), ("log", lastRun == nil),
    ]
    return HostSnapshot(
      profile: request.profile, account: request.account, version: ProductVersion.current, installed: installed,
      twin: userUnit == nil ? nil : systemUnit, manager: manager, lingers: lingers(),
      commandConfiguration: commandConfiguration, serviceConfiguration: serviceConfiguration,
      configurationMode: try Files.status(serviceConfiguration.path)?.mode, target: target,
      listeners: listeners, probe: probe, otherServices: services ?? [], hasDrifted: hasDrifted(manager),
      lastRun: lastRun ?? nil, interruptedPlan: interruptedPlan(),
      incomplete: missing.filter(\.1).map(\.0), managerKind: managerKind, managerReason: managerReason)
  }
}
