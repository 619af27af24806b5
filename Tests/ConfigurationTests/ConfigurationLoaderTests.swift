import Glibc
import JSON
import Platform
import Profiles
import TestSupport
import Testing

@testable import Configuration

@Suite("Reading the configuration") struct ConfigurationLoaderTests {
  @Test("a missing file means defaults and no problem") func missing() {
    let snapshot = MemoryFiles().load()
    #expect(!snapshot.exists)
    #expect(snapshot.isValid)
    #expect(snapshot.warnings.isEmpty)
    #expect(snapshot.hash == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    #expect(snapshot.configuration.bind == .loopback)
    #expect(snapshot.configuration.mode == nil)
    #expect(snapshot.configuration.controlUI.isEnabled)
    #expect(snapshot.configuration.reload.debounce == .milliseconds(300))
    #expect(snapshot.configuration.logging.level == .info)
  }

  @Test("every value that is read arrives in its type") func values() {
    let snapshot = MemoryFiles(
      """
      { // JSON5
        gateway: { port: 19789, mode: 'local', bind: 'custom', customBindHost: '10.0.0.5', trustedProxies: ['10.0.0.1'],
          auth: { mode: 'password', token: ' t ', password: 'p', allowTailscale: false }, tailscale: { mode: 'serve' },
          controlUi: { enabled: false, basePath: 'ui/', allowedOrigins: ['https://a'] },
          remote: { url: 'ws://h:1', token: 'rt', password: 'rp' }, reload: { mode: 'off', debounceMs: 5 } },
        canvasHost: { enabled: false, port: 20000, root: '~/c', liveReload: false },
        agents: { defaults: { workspace: 'w' } }, commands: { restart: true }, meta: { lastTouchedVersion: '2026.1.1' },
        logging: { level: 'debug', consoleLevel: 'warn', consoleStyle: 'json', file: '/l', redactSensitive: 'off' },
      }
      """
    ).load()
    let configuration = snapshot.configuration
    #expect(snapshot.issueTexts == [] && snapshot.warningTexts == [])
    #expect(configuration.port == Port(19789) && configuration.mode == .local && configuration.bind == .custom)
    #expect(configuration.customBindHost == "10.0.0.5" && configuration.trustedProxies == ["10.0.0.1"])
    #expect(configuration.authMode == .password && configuration.token?.revealed == "t")
    #expect(configuration.password?.revealed == "p")
    #expect(configuration.tailscaleMode == .serve)
    #expect(configuration.controlUI == .init(isEnabled: false, basePath: "/ui", allowedOrigins: ["https://a"]))
    #expect(configuration.remote == .init(url: "ws://h:1", token: Secret("rt"), password: Secret("rp")))
    #expect(configuration.reload == .init(mode: .off, debounce: .milliseconds(5)))
    #expect(configuration.canvasHost.isEnabled == false && configuration.canvasHost.port == Port(20000))
    #expect(configuration.canvasHost.root == MemoryFiles.home.appending("c"))
    #expect(configuration.workspace == MemoryFiles.home.appending(".openclaw/w"))
    #expect(configuration.allowsRestart && configuration.lastTouchedVersion == "2026.1.1")
    #expect(configuration.logging.level == .debug && configuration.logging.consoleLevel == .warn)
    #expect(configuration.logging.consoleStyle == .json && configuration.logging.masksSecrets == false)
    #expect(configuration.logging.file == AbsolutePath("/l"))
  }

  static let unusable: [(String, String)] = [
    ("", "~/.openclaw/openclaw.json:1:1: the text ends too early"),
    ("{\n  gateway: {\n", "~/.openclaw/openclaw.json:3:1: the text ends too early"),
    ("{} {}", "~/.openclaw/openclaw.json:1:4: something follows the end of the value"),
    ("// c\n[]", "~/.openclaw/openclaw.json:2:1: is no object"),
  ]

  @Test("a file that cannot be parsed is one issue with its place", arguments: unusable)
  func refusesText(_ text: String, _ issue: String) {
    let snapshot = MemoryFiles(text).load()
    #expect(snapshot.issueTexts == [issue])
    #expect(snapshot.exists && !snapshot.isValid)
    #expect(snapshot.configuration.bind == .loopback)
  }

  @Test("a file that cannot be read is an issue, not a missing file") func unreadable() {
    var files = MemoryFiles()
    files.failures["openclaw.json"] = EACCES
    let snapshot = files.load()
    #expect(snapshot.exists && snapshot.bytes == nil)
    #expect(snapshot.issues.count == 1)
    #expect(snapshot.issueTexts.first?.contains("cannot be read") == true)
  }

  @Test("the system's files are read, and left as they are") func realFiles() throws {
    try withScratch { home in
      let profile = Profile(.default, home: home, stateDirectory: home)
      let text = "{ gateway: { port: 1 } } // c"
      try place(text, at: profile.configPath)
      let snapshot = ConfigurationLoader.load(profile, environment: Environment())
      #expect(snapshot.configuration.port == Port(1))
      #expect(snapshot.bytes == Array(text.utf8))
      #expect(try Files.list(home) == ["openclaw.json"])
    }
  }

  @Test("a config outside the state directory has the variables of the state directory's .env") func configElsewhere()
    throws
  {
    try withScratch { home in
      let profile = Profile(.default, home: home, configPath: home.appending("etc/openclaw.json"))
      try place("{}", at: profile.configPath)
      try place("OPENCLAW_GATEWAY_TOKEN=beside the config\n", at: profile.configPath.parent.appending(".env"))
      try place("OPENCLAW_GATEWAY_TOKEN=in the state\n", at: profile.stateDirectory.appending(".env"))
      let snapshot = ConfigurationLoader.load(profile, environment: Environment())
      #expect(snapshot.environment.environment["OPENCLAW_GATEWAY_TOKEN"] == "in the state")
    }
  }

  @Test("defaults that depend on the profile are the profile's") func profileDefaults() throws {
    let profile = Profile(.named("rescue"), home: MemoryFiles.home)
    let defaults = MemoryFiles().load().configuration
    #expect(defaults.workspace(of: profile) == MemoryFiles.home.appending(".openclaw/workspace-rescue"))
    #expect(defaults.canvasRoot(of: profile) == MemoryFiles.home.appending(".openclaw/workspace-rescue/canvas"))
    #expect(defaults.logFile(of: profile) == MemoryFiles.home.appending(".openclaw-rescue/logs/gateway.log"))
  }

  @Test("variables switch the canvas host off and move it") func canvasVariables() {
    let files = MemoryFiles("{canvasHost: {port: 20000}}")
    #expect(files.load(["OPENCLAW_SKIP_CANVAS_HOST": "1"]).configuration.canvasHost.isEnabled == false)
    #expect(files.load(["OPENCLAW_CANVAS_HOST_PORT": "21000"]).configuration.canvasHost.port == Port(21000))
    #expect(files.load(["OPENCLAW_CANVAS_HOST_PORT": "x"]).configuration.canvasHost.port == Port(20000))
  }
}
