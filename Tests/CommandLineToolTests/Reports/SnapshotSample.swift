import CommandTree
import Configuration
import JSON
import Platform
import Profiles
import Services

@testable import CommandLineTool
@testable import Doctor

/// A host snapshot made by hand: a healthy gateway of the default profile, to be changed fact by fact.
struct SnapshotSample {
  static let home = AbsolutePath.root.appending("home/ops")
  static let port = PortPlan.defaultBase

  var profile = Profile(.default, home: home)
  var scope: ServiceScope? = .user
  var twin: InstalledService?
  var manager = ManagerFact.answered(.sample())
  var lingers: Bool? = true
  var config = "{gateway: {mode: 'local', port: 18789, auth: {token: 'canary'}}}"
  /// The config that the unit's process reads, when it is another file.
  var serviceConfig: (path: String, text: String)?
  var unitPort = port
  var unitVersion = "1.2.3"
  var variables: [String: String] = [:]
  var listeners: ListenersFact? = .found([.sample(port)])
  var probe: ProbeFact? = .sample(.answered(version: "1.2.3", uptime: .seconds(90)))
  var otherServices: [ServiceScan.Entry] = []
  var hasDrifted: Bool? = false
  var lastRun: LastRun?
  var interruptedPlan: ServiceScope?
  var incomplete: [String] = []
  var runningGateway: ProfileGateway?
  var machine = MachineFacts(isBooted: true)

  func snapshot() throws -> HostSnapshot {
    let own = configuration(profile.configPath, config)
    let service = serviceConfig.map { configuration(Self.home.appending($0.path), $0.text) } ?? own
    let installed = try scope.map { try Self.installed(profile, $0, port: unitPort, version: unitVersion) }
    let account = Account(name: "ops", userID: 1000, groupID: 1000, home: Self.home)
    let request = SnapshotRequest(profile: profile, account: account, environment: Environment(variables))
    return HostSnapshot(
      profile: profile, account: account, version: "1.2.3", installed: installed, twin: twin, manager: manager,
      lingers: lingers, commandConfiguration: own, serviceConfiguration: service,
      target: ProbeTarget(request, installed: installed, own: own, service: service), listeners: listeners,
      probe: probe, otherServices: otherServices, hasDrifted: hasDrifted, lastRun: lastRun,
      interruptedPlan: interruptedPlan, incomplete: incomplete, runningGateway: runningGateway,
      choice: ServiceManagerChoice(nil, scope: scope ?? .user, machine: machine))
  }

  func report(requiresRPC: Bool = false) throws -> StatusReport {
    StatusReport(snapshot: try snapshot(), requiresRPC: requiresRPC)
  }

  /// The lines for people without colours.
  func lines() throws -> [ReportText.Line] {
    try report().text(ReportStyle(output: .plain, error: .plain)).lines
  }

  private func configuration(_ path: AbsolutePath, _ text: String) -> ConfigurationSnapshot {
    ConfigurationLoader.load(
      path: path, environment: Environment(variables), home: Self.home,
      places: .init(stateDirectory: nil), version: nil
    ) { file in file == path && !text.isEmpty ? Array(text.utf8) : nil }
  }

  static func installed(
    _ profile: Profile, _ scope: ServiceScope, port: Port = port, version: String = "1.2.3"
  ) throws -> InstalledService {
    let definition = ServiceDefinition(
      profile: profile, scope: scope, executable: .root.appending("usr/local/bin/openclaw"), port: port,
      account: scope == .system ? "ops" : nil, version: version)
    let text = try GatewayUnit(definition).text(template: GatewayUnit.embeddedTemplate(scope))
    return InstalledService(
      scope: scope, path: scope == .user ? profile.userUnitPath : profile.systemUnitPath, text: Array(text.utf8),
      definition: .unit(InstalledUnit(UnitFile(text))))
  }
}

extension ProbeFact {
  static func sample(_ outcome: Outcome) -> ProbeFact {
    ProbeFact(
      outcome: outcome, url: "ws://127.0.0.1:18789", latency: .milliseconds(3),
      credentialSource: "gateway.auth.token in /home/ops/.openclaw/openclaw.json (fingerprint 00000000)")
  }

  static let refused = sample(.refused(code: "auth-token-mismatch", message: "the token is wrong"))
  static let failed = sample(.failed(code: "connection-refused", message: "nothing listens on 127.0.0.1:18789"))
}

extension ListeningSocket {
  static func sample(
    _ port: Port, command: String = "openclaw-gatew", address: String = "127.0.0.1", process: Int32 = 71
  ) -> ListeningSocket {
    ListeningSocket(
      port: port, address: address, userID: 1000, inode: 1,
      holder: RunningProcess(
        processIdentifier: process, command: command, arguments: [command, "--port", "\(port)", "--token", "canary"],
        userID: 1000))
  }
}

extension ProfileGateway {
  /// A gateway that somebody started in a terminal.
  static func inForeground(_ process: RunningProcess) -> ProfileGateway {
    let identity = ProcessIdentity(processIdentifier: process.processIdentifier, startTicks: 1)
    return ProfileGateway(process: process, identity: identity, isSupervised: false)
  }
}
