import JSON
import Platform
import Profiles
import TestSupport
import Testing

@Suite("Secrets in output") struct SecretLeakTests {
  static let canary = "canary-5f2b9c-token"
  static let password = "canary-77aa10-password"

  static let lines = [
    "gateway status", "gateway status --deep", "gateway status --json", "gateway status --json --deep --require-rpc",
    "gateway status --token \(canary)", "gateway status --json --password \(password)", "status", "status --json",
    "status --deep --json", "gateway health", "gateway health --json", "gateway health --token \(canary) --json",
    "health --json", "gateway call status --json", "gateway call status --params {\"a\":1} --token \(canary)",
    "profiles list", "profiles list --json", "setup", "setup --json", "setup --dry-run --json", "gateway render",
    "gateway render --manager systemd-system --hardened", "gateway start --json --manager systemd",
    "gateway restart --json --manager systemd", "gateway install --dry-run --json --manager systemd",
    "gateway install --token-file secret --json --manager systemd", "help", "version",
    "gateway --token \(canary) --prot", "gateway status --token=\(canary) --oops --json",
  ]

  @Test("no command prints a token or password of config, variables or flags", .whereNoSystemdRuns, arguments: lines)
  func hidden(_ line: String) throws {
    try TestHome.with { home throws in
      let port = try FreePort.base()
      try home.configure(.named("zrescue"), port: port, token: Self.canary)
      try home.installUnit(.named("zrescue"), port: port)
      try place(Self.canary, at: home.path.appending("secret"))
      let shell = home.setting(["OPENCLAW_GATEWAY_PASSWORD": Self.password, "OPENCLAW_PROFILE": "zrescue"])
      let run = shell.run(line)
      for secret in [Self.canary, Self.password] {
        #expect(!run.output.contains(secret) && !run.errors.contains(secret), "\(line)")
      }
      #expect(!(run.output + run.errors).isEmpty)
    }
  }

  @Test("a unit that somebody put secrets into is shown without them", .whereNoSystemdRuns)
  func unit() throws {
    try TestHome.with { home throws in
      let path = try home.installUnit(.named("zrescue"), port: try FreePort.base())
      let text = try #require(try home.text(path))
        .replacing("OPENCLAW_GATEWAY_TOKEN=", with: "OPENCLAW_GATEWAY_TOKEN=\(Self.canary)")
        .replacing(" gateway --port", with: " gateway --token \(Self.canary) --password=\(Self.password) --port")
      try place(text, at: path)
      for line in ["gateway status --no-probe", "gateway status --no-probe --json", "gateway start --manager systemd"] {
        let run = home.run("--profile zrescue " + line)
        #expect(!(run.output + run.errors).contains("canary"), "\(run)")
      }
      let document = try home.run("--profile zrescue gateway status --no-probe --json").document
      let issues = document["service"]?["configAudit"]?["issues"]?.arrayValue?.compactMap { $0["code"]?.stringValue }
      #expect(issues == ["secret-in-unit"])
    }
  }
}
