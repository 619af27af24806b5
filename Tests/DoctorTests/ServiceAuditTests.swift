import Platform
import Profiles
import Services
import Testing

@testable import Doctor

@Suite("Service audit") struct ServiceAuditTests {
  private func audit(_ text: String, scope: ServiceScope = .user) -> [ServiceAudit.Issue] {
    ServiceAudit.issues(InstalledUnit(text: text), definition: .sample(scope: scope))
  }

  @Test("what install writes has no issue", arguments: ServiceScope.allCases, [false, true])
  func good(_ scope: ServiceScope, _ isHardened: Bool) throws {
    let text = try ServiceDefinition.sample(scope: scope, isHardened: isHardened).text()
    #expect(audit(text, scope: scope) == [])
  }

  struct Defect: Sendable, CustomTestStringConvertible {
    let what: String
    let replacement: String
    let code: String

    var testDescription: String { code }
  }

  static let defects = [
    Defect(what: " gateway --port", replacement: " --port", code: "gateway-command-missing"),
    Defect(what: "Environment=PATH=", replacement: "Environment=WAY=", code: "gateway-path-missing"),
    Defect(what: ":/usr/bin:", replacement: ":", code: "gateway-path-missing-dirs"),
    Defect(
      what: "After=network-online.target", replacement: "After=network.target", code: "systemd-after-network-online"),
    Defect(what: "Wants=network-online.target\n", replacement: "", code: "systemd-wants-network-online"),
    Defect(what: "RestartSec=5", replacement: "RestartSec=50", code: "systemd-restart-sec"),
    Defect(what: "Restart=always", replacement: "Restart=on-failure", code: "systemd-restart"),
    Defect(what: "Type=notify", replacement: "Type=simple", code: "systemd-type"),
    Defect(what: "KillMode=mixed", replacement: "KillMode=process", code: "systemd-kill-mode"),
    Defect(what: "RestartPreventExitStatus=78\n", replacement: "", code: "systemd-restart-prevent"),
    Defect(
      what: "OPENCLAW_GATEWAY_TOKEN=", replacement: "OPENCLAW_GATEWAY_TOKEN=canary", code: "secret-in-unit"),
    Defect(
      what: "OPENCLAW_GATEWAY_TOKEN=", replacement: "OPENCLAW_GATEWAY_PASSWORD=canary", code: "secret-in-unit"),
  ]

  @Test("each defect has its own code, and one defect makes one issue", arguments: defects)
  func found(_ defect: Defect) throws {
    let text = try ServiceDefinition.sample().text()
    let broken = text.replacing(defect.what, with: defect.replacement)
    #expect(broken != text)
    let issues = audit(broken)
    #expect(issues.map(\.code) == [defect.code])
    #expect(issues.allSatisfy { !$0.message.isEmpty && !"\($0)".contains("canary") })
  }

  @Test("the issue names what is set and what is missing")
  func messages() throws {
    let text = try ServiceDefinition.sample().text()
      .replacing("Restart=always", with: "Restart=no").replacing("KillMode=mixed\n", with: "")
      .replacing(":/home/ops/bin", with: "")
    #expect(
      audit(text).map(\.message) == [
        "PATH lacks /home/ops/bin", "Restart= is no, recommended is always",
        "KillMode= is not set, recommended is mixed",
      ])
  }

  @Test("what a repair would take from a person is marked as such")
  func levels() throws {
    let text = try ServiceDefinition.sample().text().replacing(" gateway --port", with: " run --token canary --port")
    let issue = try #require(audit(text).first)
    #expect(issue.level == .aggressive && issue.detail?.contains("--token ***") == true)
  }
}
