import Configuration
import Platform
import Profiles
import Services
import Testing

@testable import Doctor

@Suite("What the security audit finds") struct SecurityChecksTests {
  /// What an audit always says of a config that listens on loopback.
  private static let usual = ["gateway.trusted_proxies_missing", "summary.attack_surface"]

  private func audit(_ change: (inout Patient) -> Void) throws -> [Finding] {
    var patient = try Patient()
    change(&patient)
    return try patient.findings(CheckTable.security).filter { !Self.usual.contains($0.check) }
  }

  private static func config(_ auth: String, _ rest: String = "") -> String {
    "{gateway: {mode: 'local', auth: {\(auth)}\(rest.isEmpty ? "" : ", " + rest)}}"
  }

  private static let long = String(repeating: "c", count: 24)

  @Test("a config that lets nobody in has nothing but its summary") func closed() throws {
    #expect(try audit { $0.config = Self.config("token: '\(Self.long)'") } == [])
  }

  @Test(
    "each opening has its own id",
    arguments: [
      (config("token: '\(long)'", "tailscale: {mode: 'funnel'}"), "gateway.tailscale_funnel", .critical),
      (config("token: '\(long)'", "tailscale: {mode: 'serve'}"), "gateway.tailscale_serve", .info),
      (config("token: 'canary'"), "gateway.token_too_short", .warn),
      (config("mode: 'password', password: '\(long)'"), "config.secrets.gateway_password_in_config", .warn),
      (config(""), "gateway.loopback_no_auth", .critical),
      (config("", "bind: 'lan'"), "gateway.bind_no_auth", .critical),
      (
        config("token: '\(long)'", "controlUi: {allowInsecureAuth: true}"), "gateway.control_ui.insecure_auth",
        .critical
      ),
      (
        config("token: '\(long)'", "controlUi: {dangerouslyDisableDeviceAuth: true}"),
        "gateway.control_ui.device_auth_disabled", .critical
      ),
      (
        "{gateway: {mode: 'local', auth: {token: '\(long)'}}, logging: {redactSensitive: 'off'}}", "logging.redact_off",
        .warn
      ),
      (
        "{gateway: {mode: 'local', auth: {token: '\(long)'}}, browser: {cdpUrl: 'http://10.0.0.1:9222'}}",
        "browser.remote_cdp_http", .warn
      ),
    ] as [(String, String, Finding.Severity)])
  func opened(_ config: String, _ id: String, _ severity: Finding.Severity) throws {
    let findings = try audit { $0.config = config }
    #expect(findings.map(\.check) == [id] && findings.first?.severity == severity)
    #expect(!findings.map { "\($0)" }.joined().contains(Self.long))
  }

  @Test("hooks with the gateway's token, at the root") func hooks() throws {
    let ids = try audit {
      $0.config = "{gateway: {mode: 'local', auth: {token: '\(Self.long)'}}, hooks: {token: '\(Self.long)', path: '/'}}"
    }.map(\.check)
    #expect(ids == ["hooks.token_reuse_gateway_token", "hooks.path_root", "config.secrets.hooks_token_in_config"])
  }

  @Test("a password from a variable does not stand in the config") func variable() throws {
    let findings = try audit {
      $0.config = Self.config("mode: 'password', password: '${SECRET}'")
      $0.variables = ["SECRET": Self.long]
    }
    #expect(findings == [])
  }

  @Test(
    "a mode is told by the worst that it allows",
    arguments: [
      (Place.Role.stateDirectory, 0o702, "fs.state_dir.perms_world_writable"),
      (.stateDirectory, 0o720, "fs.state_dir.perms_group_writable"),
      (.stateDirectory, 0o755, "fs.state_dir.perms_readable"),
      (.configuration, 0o622, "fs.config.perms_writable"), (.configuration, 0o644, "fs.config.perms_world_readable"),
      (.configuration, 0o640, "fs.config.perms_group_readable"),
      (.includedConfiguration, 0o606, "fs.config_include.perms_writable"),
      (.environmentFile, 0o644, "fs.env_file.perms_readable"),
      (.credentials, 0o770, "fs.credentials_dir.perms_writable"),
      (.credential, 0o640, "fs.credentials.perms_readable"), (.agentProfiles, 0o666, "fs.auth_profiles.perms_writable"),
      (.sessionStore, 0o644, "fs.sessions_store.perms_readable"), (.logFile, 0o644, "fs.log_file.perms_readable"),
    ] as [(Place.Role, UInt32, String)])
  func modes(_ role: Place.Role, _ mode: UInt32, _ id: String) throws {
    let place = Place.sample(role, path("/home/ops/.openclaw/x"), .regular, mode)
    let findings = try audit { patient in
      patient.config = Self.config("token: '\(Self.long)'")
      patient.change = { $0.places = [place] }
    }
    #expect(findings.map(\.check) == [id])
    guard case .setMode(place.path, let wanted)? = findings.first?.symptom.repair else {
      Issue.record("no repair: \(findings)")
      return
    }
    #expect(wanted & 0o077 == 0)
  }

  @Test("a secret in the command line is told without being shown") func arguments() throws {
    let findings = try audit { patient in
      patient.config = Self.config("token: '\(Self.long)'")
      patient.manager = .answered(
        UnitState.healthy.changed {
          $0.effective.command = UnitCommand(
            executable: "/o", arguments: ["/o", "gateway", "--token", "canary"])
        })
    }
    #expect(findings.map(\.check) == ["process.argv_secret"] && !"\(findings)".contains("canary"))
  }

  @Test("a program and a unit that others can change") func changeable() throws {
    let findings = try audit { patient in
      patient.config = Self.config("token: '\(Self.long)'")
      patient.change = { examination in
        examination.program = ProgramFact(
          path: path("/opt/openclaw"), entry: FileStatus(kind: .regular, mode: 0o775, userID: 0))
        examination.definition = examination.definition.map {
          DefinitionFact(wanted: $0.wanted, comparison: $0.comparison, mode: 0o664)
        }
      }
    }
    #expect(findings.map(\.check) == ["fs.unit.perms_writable", "fs.executable.perms_writable"])
  }
}
