import Platform
import Profiles
import Services
import Testing

@Suite("Gateway unit") struct GatewayUnitTests {
  @Test("the lines operators know stand in the user unit as they are")
  func wellKnownLines() throws {
    let lines = try ServiceDefinition.sample().unitText().split(separator: "\n", omittingEmptySubsequences: false)
    for line in [
      "Description=OpenClaw Gateway (profile: rescue, v1.2.3)", "After=network-online.target",
      "Wants=network-online.target", "ExecStart=/usr/local/bin/openclaw gateway --port 18789", "Restart=always",
      "RestartSec=5", "Environment=OPENCLAW_GATEWAY_TOKEN=", "WorkingDirectory=/home/ops", "WantedBy=default.target",
      "Environment=OPENCLAW_SERVICE_MARKER=openclaw", "Environment=OPENCLAW_SERVICE_KIND=gateway",
      "Environment=OPENCLAW_SERVICE_VERSION=1.2.3", "[X-OpenClaw]", "Profile=rescue",
    ] { #expect(lines.filter { $0 == line }.count == 1, "\(line)") }
  }

  @Test("the system unit names its account and starts with the machine")
  func systemUnit() throws {
    let file = UnitFile(try ServiceDefinition.sample(scope: .system).unitText())
    #expect(file.value("Service", "User") == "ops")
    #expect(file.values("Install", "WantedBy") == ["multi-user.target"])
  }

  @Test("the user unit names no account", arguments: [false, true])
  func userUnit(isHardened: Bool) throws {
    let file = UnitFile(try ServiceDefinition.sample(isHardened: isHardened).unitText())
    #expect(file.value("Service", "User") == nil)
    #expect((file.value("Service", "NoNewPrivileges") == "yes") == isHardened)
  }

  @Test("the start limit is longer than all its starts, each as slow as it may be", arguments: ServiceScope.allCases)
  func startLimit(_ scope: ServiceScope) throws {
    let file = UnitFile(try ServiceDefinition.sample(scope: scope).unitText())
    let seconds = { (section: String, key: String) in file.value(section, key).flatMap { Int($0) } }
    let burst = try #require(seconds("Unit", "StartLimitBurst"))
    let interval = try #require(seconds("Unit", "StartLimitIntervalSec"))
    let start = try #require(seconds("Service", "TimeoutStartSec"))
    #expect(interval > burst * (start + (try #require(seconds("Service", "RestartSec")))))
  }

  @Test("the two scopes differ in nothing but account, target and scope")
  func scopesAgree() throws {
    #expect(try differences(isHardened: false) == ["User", "WantedBy", "Scope"])
  }

  @Test("their sandboxes differ where a user's manager needs a user namespace")
  func sandboxes() throws {
    let sandbox: Set = ["PrivateUsers", "ProtectKernelLogs", "ProtectProc"]
    #expect(try differences(isHardened: true) == sandbox.union(["User", "WantedBy", "Scope"]))
  }

  private func differences(isHardened: Bool) throws -> Set<String> {
    let user = try ServiceDefinition.sample(isHardened: isHardened).asUnit()
    let system = try ServiceDefinition.sample(scope: .system, isHardened: isHardened).asUnit()
    return Set(UnitDifference.between(installed: user, wanted: system).map(\.key))
  }

  @Test("the default profile adds nothing to names")
  func defaultProfile() throws {
    let unit = try ServiceDefinition.sample(.default).installed()
    #expect(unit.file.value("Unit", "Description") == "OpenClaw Gateway (v1.2.3)")
    #expect(unit.variable("OPENCLAW_PROFILE") == nil)
    #expect(unit.profile == .default)
  }

  @Test("the search path is fixed and ends with the account's own directories")
  func searchPath() {
    let expected = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:/home/ops/.local/bin:/home/ops/bin"
    #expect(ServiceDefinition.sample().searchPath == expected)
  }

  @Test("a value that systemd cannot represent is refused before there is a text")
  func refused() {
    #expect(throws: TemplateError.self) { try ServiceDefinition.sample(executable: "/opt/it's/openclaw").unitText() }
    #expect(throws: TemplateError.self) { try ServiceDefinition.sample(home: "/home/a\nb").unitText() }
  }
}
