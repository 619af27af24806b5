import Services
import Testing

@testable import Doctor

@Suite("LaunchAgent audit") struct LaunchAgentAuditTests {
  private func text() throws -> String { try LaunchAgent(.sample()).text(template: LaunchAgent.embeddedTemplate) }

  private func audit(_ text: String) throws -> [ServiceAudit.Issue] {
    ServiceAudit.issues(.agent(try InstalledAgent(Array(text.utf8))), definition: .sample())
  }

  @Test("what is rendered has no issue")
  func good() throws {
    #expect(try audit(text()) == [])
  }

  @Test(
    "each defect has its own code, and one defect makes one issue",
    arguments: [
      ("<string>gateway</string>", "<string>run</string>", "gateway-command-missing"),
      ("<key>PATH</key>", "<key>WAY</key>", "gateway-path-missing"),
      (":/usr/bin:", ":", "gateway-path-missing-dirs"),
      ("<key>RunAtLoad</key>\n\t<true/>", "<key>RunAtLoad</key>\n\t<false/>", "launchd-run-at-load"),
      ("<key>KeepAlive</key>\n\t<true/>", "<key>KeepAlive</key>\n\t<dict/>", "launchd-keep-alive"),
      ("<key>OPENCLAW_SYSTEMD_UNIT<", "<key>OPENCLAW_GATEWAY_TOKEN<", "secret-in-unit"),
      ("<key>OPENCLAW_SYSTEMD_UNIT<", "<key>OPENCLAW_GATEWAY_PASSWORD<", "secret-in-unit"),
    ])
  func found(_ what: String, _ replacement: String, _ code: String) throws {
    let broken = try text().replacing(what, with: replacement)
    #expect(try broken != text())
    #expect(try audit(broken).map(\.code) == [code])
  }
}
