import Configuration
import JSON
import Platform
import Profiles
import Services
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

  private static func place(_ place: Place) -> @Sendable (inout Patient) -> Void {
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
      after: place(.sample(.stateDirectory, state, nil))),
    Defect("state-dir-missing", .critical, after: place(.sample(.stateDirectory, state, .regular, 0o700))),
    Defect("state-owner", .critical, after: place(.sample(.logFile, state.appending("logs/x"), .regular, owner: 0))),
    Defect("interrupted-plan", mendedBy: .takeBack) { $0.hasInterruptedPlan = true },
    Defect(
      "state-dir-open", mendedBy: .setMode(state, 0o700),
      after: place(.sample(.stateDirectory, state, .directory, 0o755))),
    Defect(
      "state-dir-open", .critical, mendedBy: .setMode(state, 0o700),
      after: place(.sample(.stateDirectory, state, .directory, 0o777))),
    Defect(
      "config-open", mendedBy: .setMode(state.appending("openclaw.json"), 0o600),
      after: place(.sample(.configuration, state.appending("openclaw.json"), .regular, 0o640))),
    Defect(
      "env-file-open", mendedBy: .setMode(state.appending(".env"), 0o600),
      after: place(.sample(.environmentFile, state.appending(".env"), .regular, 0o644))),
    Defect(
      "credentials-dir-open", mendedBy: .setMode(state.appending("credentials"), 0o700),
      after: place(.sample(.credentials, state.appending("credentials"), .directory, 0o750))),
    Defect(
      "credentials-open", mendedBy: .setMode(state.appending("credentials/oauth.json"), 0o600),
      after: place(.sample(.credential, state.appending("credentials/oauth.json"), .regular, 0o604))),
    Defect(
      "auth-profiles-open", mendedBy: .setMode(state.appending("p"), 0o600),
      after: place(.sample(.agentProfiles, state.appending("p"), .regular, 0o660))),
    Defect(
      "log-open", mendedBy: .setMode(state.appending("l"), 0o600),
      after: place(.sample(.logFile, state.appending("l"), .regular, 0o644))),
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
        scope: .system, path: path("/etc/systemd/system/x.service"), text: [], unit: InstalledUnit(text: ""))
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

  @Test("one defect makes one finding", arguments: configuration + stateDefects + services + definitions)
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
}
