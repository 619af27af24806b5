import Configuration
import Platform
import Profiles
import Services

@testable import Doctor

/// A host on which everything is well, as an examination finds it, with parts that a test makes wrong.
struct Patient {
  static let home = path("/home/ops")
  static let configuration = "{gateway: {mode: 'local', port: 18789, auth: {mode: 'token', token: 'canary'}}}"

  var profile = Profile(.default, home: home)
  /// Nil when there is no config.
  var config: String? = configuration
  /// Nil when nothing is installed.
  var unitText: String?
  var scope = ServiceScope.user
  var twin: InstalledService?
  var manager = ManagerFact.answered(.healthy)
  var lingers: Bool? = true
  var variables: [String: String] = [:]
  var otherServices: [ServiceScan.Entry] = []
  var interruptedPlan: ServiceScope?
  var probe: ProbeFact? = .answering
  var listeners: ListenersFact? = .found([])
  var hasDrifted: Bool? = false
  var lastRun: LastRun?
  var incomplete: [String] = []
  /// Changes what a doctor alone looks at.
  var change: @Sendable (inout Examination) -> Void = { _ in }

  /// With the unit that install writes, for this version of the program.
  init() throws { unitText = try Self.definition(profile, .user).text() }

  static func definition(_ profile: Profile, _ scope: ServiceScope, port: Port = PortPlan.defaultBase)
    -> ServiceDefinition
  {
    ServiceDefinition(
      profile: profile, scope: scope, executable: path("/usr/local/bin/openclaw"), port: port,
      account: scope == .system ? "ops" : nil, version: ProductVersion.current)
  }

  func examination() throws -> Examination {
    let installed = unitText.map { text in
      InstalledService(
        scope: scope, path: scope == .user ? profile.userUnitPath : profile.systemUnitPath, text: Array(text.utf8),
        definition: .unit(InstalledUnit(text: text)))
    }
    let own = snapshot(Environment(variables))
    var examination = Examination(host: host(installed, own), configuration: own)
    examination.places = [
      .sample(.stateDirectory, profile.stateDirectory, .directory, 0o700),
      .sample(.configuration, profile.configPath, .regular, 0o600),
    ]
    examination.definition = try installed.map { service in
      let wanted = Self.definition(profile, scope, port: own.configuration.port ?? PortPlan.defaultBase)
      return DefinitionFact(
        wanted: wanted,
        comparison: try UnitComparison(
          installed: service, wanted: wanted, in: DefinitionFile(.systemd, of: profile, scope: scope),
          template: GatewayUnit.embeddedTemplate(scope)))
    }
    examination.program = ProgramFact(
      path: path("/usr/local/bin/openclaw"), entry: FileStatus(kind: .regular, mode: 0o755, userID: 0))
    examination.machine = MachineFact(now: Timestamp(milliseconds: 1_800_000_000_000))
    change(&examination)
    return examination
  }

  /// What the doctor finds.
  func findings(_ checks: [Check] = CheckTable.doctor) throws -> [Finding] {
    Diagnosis(checks, of: try examination()).findings
  }

  private func host(_ installed: InstalledService?, _ own: ConfigurationSnapshot) -> HostSnapshot {
    let account = Account(name: "ops", userID: 1000, groupID: 1000, home: Self.home)
    let request = SnapshotRequest(profile: profile, account: account, environment: Environment(variables))
    return HostSnapshot(
      profile: profile, account: account, version: ProductVersion.current, installed: installed, twin: twin,
      manager: manager, lingers: lingers, commandConfiguration: own, serviceConfiguration: own,
      target: ProbeTarget(request, installed: installed, own: own, service: own), listeners: listeners, probe: probe,
      otherServices: otherServices, hasDrifted: hasDrifted, lastRun: lastRun, interruptedPlan: interruptedPlan,
      incomplete: incomplete)
  }

  private func snapshot(_ environment: Environment) -> ConfigurationSnapshot {
    let (file, config) = (profile.configPath, config)
    return ConfigurationLoader.load(
      path: file, environment: environment, home: Self.home, places: .init(stateDirectory: nil),
      version: ProductVersion.current
    ) { $0 == file ? config.map { Array($0.utf8) } : nil }
  }
}

extension Place {
  /// A place that is as it is said to be, and belongs to the patient.
  static func sample(
    _ role: Role, _ path: AbsolutePath, _ kind: FileKind?, _ mode: UInt32 = 0o600, owner: UInt32 = 1000
  ) -> Place {
    let entry = kind.map { FileStatus(kind: $0, mode: mode, userID: owner) }
    return Place(role, at: path, entry: entry, target: entry)
  }
}

extension FileStatus {
  /// What `stat(2)` would say of a file of the patient's.
  init(kind: FileKind, mode: UInt32, userID: UInt32 = 1000) {
    self.init(kind: kind, mode: mode, size: 0, userID: userID, groupID: 1000, device: 1, inode: 1)
  }
}

extension ProbeFact {
  static let answering = sample(.answered(version: ProductVersion.current, uptime: .seconds(90)))

  static func sample(_ outcome: Outcome) -> ProbeFact {
    ProbeFact(outcome: outcome, url: "ws://127.0.0.1:18789", latency: .milliseconds(3), credentialSource: nil)
  }
}
