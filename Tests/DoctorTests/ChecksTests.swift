import Configuration
import JSON
import Platform
import Profiles
import Services
import TestSupport
import Testing

@testable import Doctor

@Suite("What each check finds") struct ChecksTests {
  /// One thing that is made wrong, the one check that finds it, and what would mend it.
  struct Defect: Sendable, CustomTestStringConvertible {
    let check: String
    var severity = Finding.Severity.warn
    var repair: Repair?
    let damage: @Sendable (inout Patient) -> Void

    init(
      _ check: String, _ severity: Finding.Severity = .warn, mendedBy repair: Repair? = nil,
      after damage: @escaping @Sendable (inout Patient) -> Void
    ) {
      self.check = check
      self.severity = severity
      self.repair = repair
      self.damage = damage
    }

    var testDescription: String { check }
  }

  private static func config(_ text: String?) -> @Sendable (inout Patient) -> Void { { $0.config = text } }

  private static func unit(_ old: String, _ new: String) -> @Sendable (inout Patient) -> Void {
    { $0.unitText = $0.unitText?.replacing(old, with: new) }
  }

  private static func manager(_ change: @escaping @Sendable (inout UnitState) -> Void)
    -> @Sendable (inout Patient) -> Void
  {
    { $0.manager = .answered(UnitState.healthy.changed(change)) }
  }

  private static func having(_ place: Place) -> @Sendable (inout Patient) -> Void {
    { $0.change = { $0.places = $0.places.filter { $0.path != place.path } + [place] } }
  }

  private static let state = path("/home/ops/.openclaw")

  static let configuration: [Defect] = [
    Defect("config-missing", .critical, after: config(nil)),
    Defect(
      "config-invalid", .critical, after: config("{gateway: {mode: 'local', port: 'x', auth: {token: 'canary'}}}")),
    Defect("config-invalid", .critical, after: config("{gateway: ")),
    Defect(
      "config-newer",
      after: config("{gateway: {mode: 'local', auth: {token: 'canary'}}, meta: {lastTouchedVersion: '9999.1.1'}}")),
    Defect("config-warnings", after: config("{gateway: {mode: 'local', auth: {token: 'canary'}, trustedProxies: 7}}")),
    Defect("config-unknown-keys", .info, after: config("{gateway: {mode: 'local', auth: {token: 'canary'}}, mine: 1}")),
    Defect(
      "gateway-mode-unset", .critical, mendedBy: .configure(.set("gateway.mode", "local")),
      after: config("{gateway: {auth: {token: 'canary'}}}")),
    Defect("gateway-auth-token", .critical, mendedBy: .makeToken, after: config("{gateway: {mode: 'local'}}")),
    Defect(
      "gateway-auth-token", .critical,
      after: config("{gateway: {mode: 'local', auth: {mode: 'password', token: 'canary'}}}")),
    Defect(
      "gateway-auth-ambiguous", after: config("{gateway: {mode: 'local', auth: {token: 'canary', password: 'canary'}}}")
    ),
    Defect("credential-conflict") { $0.variables = ["OPENCLAW_GATEWAY_TOKEN": "another"] },
  ]

  static let stateDefects: [Defect] = [
    Defect(
      "state-dir-missing", .critical, mendedBy: .makeDirectory(state),
      after: having(.sample(.stateDirectory, state, nil))),
    Defect("state-dir-missing", .critical, after: having(.sample(.stateDirectory, state, .regular, 0o700))),
    Defect("state-owner", .critical, after: having(.sample(.logFile, state.appending("logs/x"), .regular, owner: 0))),
    Defect("interrupted-plan", mendedBy: .takeBack) { $0.interruptedPlan = .user },
    Defect(
      "state-dir-open", mendedBy: .setMode(state, 0o700),
      after: having(.sample(.stateDirectory, state, .directory, 0o755))),
    Defect(
      "state-dir-open", .critical, mendedBy: .setMode(state, 0o700),
      after: having(.sample(.stateDirectory, state, .directory, 0o777))),
    Defect(
      "config-open", mendedBy: .setMode(state.appending("openclaw.json"), 0o600),
      after: having(.sample(.configuration, state.appending("openclaw.json"), .regular, 0o640))),
    Defect(
      "env-file-open", mendedBy: .setMode(state.appending(".env"), 0o600),
      after: having(.sample(.environmentFile, state.appending(".env"), .regular, 0o644))),
    Defect(
      "credentials-dir-open", mendedBy: .setMode(state.appending("credentials"), 0o700),
      after: having(.sample(.credentials, state.appending("credentials"), .directory, 0o750))),
    Defect(
      "credentials-open", mendedBy: .setMode(state.appending("credentials/oauth.json"), 0o600),
      after: having(.sample(.credential, state.appending("credentials/oauth.json"), .regular, 0o604))),
    Defect(
      "auth-profiles-open", mendedBy: .setMode(state.appending("p"), 0o600),
      after: having(.sample(.agentProfiles, state.appending("p"), .regular, 0o660))),
    Defect(
      "log-open", mendedBy: .setMode(state.appending("l"), 0o600),
      after: having(.sample(.logFile, state.appending("l"), .regular, 0o644))),
  ]

  static let services: [Defect] = [
    Defect("systemd-unavailable", .critical) { $0.manager = .unreachable(.noServiceManager) },
    Defect("service-disabled", mendedBy: .enable, after: manager { $0.unitFileState = "disabled" }),
    Defect("unit-reload-needed", mendedBy: .reloadManager, after: manager { $0.needsReload = true }),
    Defect(
      "unit-command-overridden",
      after: manager {
        $0.dropInPaths = [path("/home/ops/mine.conf")]
        $0.effective.command = UnitCommand(executable: "/bin/other", arguments: ["/bin/other", "--token", "canary"])
      }),
    Defect("linger", mendedBy: .linger) { $0.lingers = false },
    Defect("service-not-installed", .info) {
      $0.unitText = nil
      $0.manager = .answered(UnitState.healthy.changed { ($0.loadState, $0.activeState) = ("not-found", "inactive") })
    },
    Defect("service-duplicate-scope", .critical) { patient in
      patient.twin = InstalledService(
        scope: .system, path: path("/etc/systemd/system/x.service"), text: [],
        definition: .unit(InstalledUnit(text: "")))
    },
    Defect("unit-masked") { $0.unitText = "" },
    Defect("service-legacy") { $0.otherServices = [other(.legacy)] },
    Defect("service-extra") { $0.otherServices = [other(.extra)] },
  ]

  private static func other(_ kind: ServiceScan.Entry.Kind) -> ServiceScan.Entry {
    ServiceScan.Entry(kind: kind, unit: "x.service", path: path("/etc/x.service"), scope: .system)
  }

  static let definitions: [Defect] = [
    Defect("gateway-command-missing", .critical, mendedBy: .overwriteUnit, after: unit(" gateway --port", " --port")),
    Defect(
      "gateway-path-missing", mendedBy: .rewriteUnit, after: unit("Environment=PATH=", "Environment=OPENCLAW_PROFILE=")),
    Defect("gateway-path-missing-dirs", mendedBy: .rewriteUnit, after: unit(":/usr/bin:", ":")),
    Defect(
      "gateway-path-nonminimal", mendedBy: .rewriteUnit, after: unit("Environment=PATH=", "Environment=PATH=/o/.nvm/x:")
    ),
    Defect("systemd-after-network-online", mendedBy: .rewriteUnit, after: unit("After=network-online.target\n", "")),
    Defect("systemd-restart-sec", mendedBy: .rewriteUnit, after: unit("RestartSec=5", "RestartSec=50")),
    Defect("secret-in-unit", mendedBy: .rewriteUnit, after: unit("GATEWAY_TOKEN=", "GATEWAY_TOKEN=canary")),
    Defect(
      "gateway-entrypoint-mismatch", mendedBy: .rewriteUnit, after: unit("/usr/local/bin/openclaw", "/opt/openclaw")),
    Defect("unit-port-drift", mendedBy: .rewriteUnit) {
      $0.config = Patient.configuration.replacing("18789", with: "19789")
    },
    Defect(
      "unit-profile-drift", .critical, mendedBy: .rewriteUnit,
      after: unit("OPENCLAW_STATE_DIR=/home/ops/.openclaw", "OPENCLAW_STATE_DIR=/home/ops/.openclaw-other")),
    Defect(
      "exec-version-drift", mendedBy: .rewriteUnit, after: unit("Version=\(ProductVersion.current)", "Version=0.1")),
    Defect(
      "service-config-custom", .info, mendedBy: .overwriteUnit, after: unit("TimeoutStopSec=30", "TimeoutStopSec=77")),
  ]

  private static func program(_ program: ProgramFact) -> @Sendable (inout Patient) -> Void {
    { $0.change = { $0.program = program } }
  }

  private static func machine(_ change: @escaping @Sendable (inout MachineFact) -> Void)
    -> @Sendable (inout Patient) -> Void
  {
    {
      $0.change = { examination in
        examination.machine.map { machine in
          var changed = machine
          change(&changed)
          examination.machine = changed
        }
      }
    }
  }

  private static let executable = path("/usr/local/bin/openclaw")
  private static let file = FileStatus(kind: .regular, mode: 0o755, userID: 0)

  static let programs: [Defect] = [
    Defect("exec-missing", .critical, after: program(ProgramFact(path: executable, entry: nil))),
    Defect(
      "exec-not-executable", .critical, after: program(ProgramFact(path: executable, entry: file, isExecutable: false))),
    Defect(
      "exec-not-executable", .critical,
      after: program(ProgramFact(path: executable, entry: file, isForThisMachine: false))),
    Defect("exec-not-executable", .critical, after: having(.directory)),
    Defect(
      "exec-gateway-missing", .critical, after: program(ProgramFact(path: executable, entry: file, hasGateway: false))),
    Defect("exec-volatile-path", after: program(ProgramFact(path: executable, entry: file, volatility: "it is not"))),
    Defect(
      "unit-workdir-missing", .critical,
      after: program(ProgramFact(path: executable, entry: file, hasWorkingDirectory: false))),
    Defect("exec-missing", .critical, mendedBy: .rewriteUnit) { patient in
      patient.unitText = patient.unitText?.replacing("/usr/local/bin/openclaw", with: "/opt/gone")
      patient.change = { $0.program = ProgramFact(path: path("/opt/gone"), entry: nil) }
    },
    Defect("exec-replaced", mendedBy: .restart) { $0.hasDrifted = true },
    Defect("unit-perms", .critical, mendedBy: .setMode(Profile(.default, home: Patient.home).userUnitPath, 0o644)) {
      $0.change = {
        $0.definition = $0.definition.map { DefinitionFact(wanted: $0.wanted, comparison: $0.comparison, mode: 0o666) }
      }
    },
  ]

  private static func having(_ kind: FileKind) -> @Sendable (inout Patient) -> Void {
    program(ProgramFact(path: executable, entry: FileStatus(kind: kind, mode: 0o755)))
  }

  private static let silence = ProbeFact.Outcome.failed(code: "connection-refused", message: "nothing listens")

  static let gateways: [Defect] = [
    Defect("service-stopped", .info) { patient in
      patient.manager = .answered(
        UnitState.healthy.changed { ($0.activeState, $0.process.mainPID) = ("inactive", nil) })
      patient.probe = .sample(silence)
    },
    Defect("service-failed", .critical, mendedBy: .start) { patient in
      patient.manager = .answered(UnitState.healthy.changed { ($0.activeState, $0.process.mainPID) = ("failed", nil) })
      patient.probe = .sample(silence)
    },
    Defect("service-unhealthy", .critical, mendedBy: .restart) { $0.probe = .sample(silence) },
    Defect("gateway-auth-refused", mendedBy: .restart) {
      $0.probe = .sample(.refused(code: "auth-token-mismatch", message: "the token is wrong"))
    },
    Defect("port-foreground", .info) {
      $0.manager = .answered(UnitState.healthy.changed { ($0.activeState, $0.process.mainPID) = ("inactive", nil) })
    },
  ]

  static let machines: [Defect] = [
    Defect(
      "disk-space", after: machine { $0.stateFileSystem = FileSystemStatus(kind: .other, availableBytes: 100 << 20) }),
    Defect(
      "disk-space", .critical,
      after: machine { $0.stateFileSystem = FileSystemStatus(kind: .other, availableBytes: 1 << 20) }),
    Defect(
      "disk-space", .critical,
      after: machine {
        $0.stateFileSystem = FileSystemStatus(kind: .other, availableBytes: 1 << 40, availableFiles: 3)
      }),
    Defect(
      "state-read-only", .critical,
      after: machine { $0.stateFileSystem = FileSystemStatus(kind: .other, availableBytes: 0, isReadOnly: true) }),
    Defect(
      "state-volatile", after: machine { $0.stateFileSystem = FileSystemStatus(kind: .memory, availableBytes: 1 << 40) }
    ),
    Defect("inotify-limit", after: machine { $0.canWatchFiles = false }),
    Defect("inotify-limit", after: machine { $0.watchLimit = 128 }),
    Defect("descriptor-limit", after: machine { ($0.openDescriptors, $0.descriptorLimit) = (900, 1024) }),
    Defect("clock", after: machine { $0.now = Timestamp(milliseconds: 0) }),
  ]

  @Test(
    "one defect makes one finding",
    arguments: configuration + stateDefects + services + definitions + programs + gateways + machines)
  func found(_ defect: Defect) throws {
    var patient = try Patient()
    defect.damage(&patient)
    let findings = try patient.findings()
    #expect(findings.map(\.check) == [defect.check])
    #expect(findings.first?.severity == defect.severity)
    #expect(findings.first?.symptom.repair == defect.repair)
    #expect(findings.allSatisfy { $0.symptom.remedy != nil || $0.symptom.repair != nil || $0.symptom.evidence != nil })
  }

  @Test("a link is somebody's arrangement: what it leads to is told and not changed") func links() throws {
    var patient = try Patient()
    let config = patient.profile.configPath
    patient.change = { examination in
      examination.places.removeAll { $0.path == config }
      examination.places.append(
        Place(
          .configuration, at: config, entry: FileStatus(kind: .symbolicLink, mode: 0o777),
          target: FileStatus(kind: .regular, mode: 0o644)))
    }
    let findings = try patient.findings()
    #expect(findings.map(\.check) == ["config-open"] && findings.first?.symptom.repair == nil)
  }

  @Test("what somebody has put into a unit keeps it from being written again without --force") func custom() throws {
    var patient = try Patient()
    patient.unitText = patient.unitText?.replacing("RestartSec=5", with: "RestartSec=50\nNice=5")
    let findings = try patient.findings()
    #expect(findings.map(\.check) == ["systemd-restart-sec", "service-config-custom"])
    #expect(findings.allSatisfy { $0.symptom.repair == .overwriteUnit })
  }

  @Test("a gateway elsewhere needs no service here") func remote() throws {
    var patient = try Patient()
    patient.config = "{gateway: {mode: 'remote', remote: {url: 'ws://host:18789'}}}"
    patient.unitText = nil
    patient.manager = .unreachable(.noServiceManager)
    #expect(try patient.findings() == [])
    patient.config = "{gateway: {mode: 'remote'}}"
    #expect(try patient.findings().map(\.check) == ["remote-url-missing"])
  }

  @Test("a clock behind what openclaw has written is wrong") func clock() throws {
    var patient = try Patient()
    patient.config = Patient.configuration.dropLast() + ", meta: {lastTouchedAt: '2099-01-01T00:00:00.000Z'}}"
    #expect(try patient.findings().map(\.check) == ["clock"])
  }

  @Test("another program on the port is told, our own service is not") func port() throws {
    var patient = try Patient()
    let foreign = RunningProcess(processIdentifier: 99, command: "x", arguments: ["x"], userID: 1000)
    patient.listeners = .found([
      ListeningSocket(port: PortPlan.defaultBase, address: "127.0.0.1", userID: 1000, inode: 1, holder: foreign)
    ])
    #expect(try patient.findings() == [])
    patient.probe = .sample(.failed(code: "port-foreign", message: "it is held"))
    #expect(try patient.findings().map(\.check) == ["port-collision"])
  }

  @Test("two profiles on one port or in one directory are told, and a CDP range that is shared") func profiles() throws
  {
    func findings(_ name: String, _ config: String) throws -> [String] {
      try withScratch { home throws in
        let other = Profile(.named(name), home: home)
        try place(config, at: other.configPath)
        var patient = try Patient()
        let surveyed = try ProfileSurvey.survey(other, account: .scratch(home), environment: Environment())
        patient.change = { $0.others = [surveyed] }
        return try patient.findings().map(\.check)
      }
    }
    #expect(try findings("zx", "{gateway: {port: 18791}}") == ["profiles-overlap"])
    #expect(try findings("zx", "{gateway: {port: 18800}}") == ["ports-overlap"])
    #expect(try findings("zx", "{gateway: {port: 30000}}") == [])
    let shared = "{gateway: {port: 30000}, agents: {defaults: {workspace: '/home/ops/.openclaw/workspace'}}}"
    #expect(try findings("zx", shared) == ["profiles-overlap"])
  }
}
