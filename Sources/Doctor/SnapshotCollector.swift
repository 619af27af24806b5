import Configuration
import Platform
import Profiles
import Services

/// Looks a profile's facts up, side by side, under one deadline.
///
/// Writes nothing, starts nothing, signals nobody.
package struct SnapshotCollector: Sendable {
  let request: SnapshotRequest
  /// The definition that holds for the profile; nil when none is installed.
  let installed: InstalledService?
  private let twin: InstalledService?
  let commandConfiguration: ConfigurationSnapshot
  let serviceConfiguration: ConfigurationSnapshot
  private let configurationMode: UInt32?
  private let isConfigurationPlain: Bool
  private let runningGateway: ProfileGateway?
  private let interruptedPlan: ServiceScope?
  let choice: ServiceManagerChoice

  /// Takes the snapshot.
  ///
  /// - Throws: `SystemError` when not even the profile's own files can be looked at.
  package static func snapshot(_ request: SnapshotRequest) throws(SystemError) -> HostSnapshot {
    try snapshot(request) { () throws(SystemError) in try SnapshotCollector(request) }
  }

  /// Takes a snapshot whose request has to be made from files first.
  ///
  /// - Parameters:
  ///   - request: what is known without a look at any file; it says how long all of it may take.
  ///   - deadline: when it must be done; nil for what the request allows from now on.
  ///   - reading: reads the profile's own files, under the same deadline: a home directory may hang.
  package static func snapshot<Failure: Error>(
    _ request: SnapshotRequest, deadline: Deadline? = nil,
    reading: @escaping @Sendable () throws(Failure) -> SnapshotCollector
  ) throws(Failure) -> HostSnapshot {
    let gathering = Gathering(deadline: deadline ?? .after(request.timeLimit))
    let (read, scanned) = gathering.start({ Result { () throws(Failure) in try reading() } }) {
      do throws(Failure) { return try $0.get().findServices() } catch { return [] }
    }
    guard let collector = gathering.value(of: read) else { return HostSnapshot(unread: request) }
    return try collector.get().collect(gathering, scanned)
  }

  /// Reads the profile's own files, on which the other facts depend.
  package init(_ request: SnapshotRequest) throws(SystemError) {
    self.request = request
    let survey = try ProfileSurvey.survey(request.profile, account: request.account, environment: request.environment)
    choice = ServiceManagerChoice(request.wantedManager, scope: survey.unit?.scope ?? .user)
    let installed = survey.installed(for: choice.kind)
    self.installed = installed
    twin = choice.kind.readsUnits && survey.userUnit != nil ? survey.systemUnit : nil
    // What root may read says nothing of what the service may.
    let reader = Account.effectiveUserID == 0 ? request.account : nil
    (commandConfiguration, serviceConfiguration) = try Credentials.assuming(reader) {
      let command = ConfigurationLoader.load(request.profile, environment: request.environment)
      return (command, Self.serviceConfiguration(installed, request) ?? command)
    }
    configurationMode = try Files.status(serviceConfiguration.path)?.mode
    isConfigurationPlain = OwnerAdvice.isPlain(serviceConfiguration.path)
    runningGateway = ProfileGateway.visible(request.profile)
    interruptedPlan = Self.interruptedPlan(request, first: installed?.scope ?? .user)
  }

  /// Where the gateway is expected; nil for a named profile that has no port yet.
  var target: ProbeTarget? {
    ProbeTarget(request, installed: installed, own: commandConfiguration, service: serviceConfiguration)
  }

  private func collect(_ gathering: Gathering, _ scanned: Fact<[ServiceScan.Entry]>) -> HostSnapshot {
    let target = target
    let asked = gathering.start { askManager() }
    // A manager that hangs keeps nobody else waiting for long.
    let early = gathering.value(of: asked, within: .milliseconds(500))
    let (listened, lingered) = gathering.start({
      findListeners(target, likelyHolder: early?.unit?.process.mainPID)
    }) { _ in lingers() }
    // Who listens decides whether credentials are offered at all.
    let holders = gathering.value(of: listened, within: .milliseconds(500))
    let probed =
      request.probes ? target.map { target in gathering.start { probeGateway(target, holders, early) } } : nil
    let manager = gathering.value(of: asked) ?? .unasked
    let probe = probed.flatMap { gathering.value(of: $0) }
    let listeners = gathering.value(of: listened)
    let (explained, compared) = gathering.start({ explain(manager, probe, listeners, target) }) { _ in
      hasDrifted(manager, probe)
    }
    let linger = gathering.value(of: lingered)
    let services = gathering.value(of: scanned)
    let lastRun = gathering.value(of: explained)
    let drift = gathering.value(of: compared)
    let missing = [
      ("service", manager.isLate), ("linger", linger == nil), ("port", listeners == nil),
      ("rpc", probed != nil && probe?.isComplete != true), ("services", services == nil), ("log", lastRun == nil),
      ("drift", drift == nil),
    ]
    return HostSnapshot(
      profile: request.profile, account: request.account, version: ProductVersion.current, installed: installed,
      twin: twin, manager: manager, lingers: linger ?? nil,
      commandConfiguration: commandConfiguration, serviceConfiguration: serviceConfiguration,
      configurationMode: configurationMode, isConfigurationPlain: isConfigurationPlain, target: target,
      listeners: listeners, probe: probe, otherServices: services ?? [], hasDrifted: drift ?? nil,
      lastRun: lastRun ?? nil, interruptedPlan: interruptedPlan, incomplete: missing.filter(\.1).map(\.0),
      runningGateway: runningGateway, choice: choice)
  }
}
