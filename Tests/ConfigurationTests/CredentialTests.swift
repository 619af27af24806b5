import Configuration
import JSON
import Platform
import Profiles
import Testing

@Suite("Credentials") struct CredentialTests {
  private static let flags = CredentialFlags(token: Secret("f"), tokenFlag: "--token-file", password: Secret("fp"))
  private static let configured =
    "{gateway: {auth: {token: 'c', password: 'cp'}, remote: {token: 'r', password: 'rp'}}}"
  private static let remote = "{gateway: {mode: 'remote', remote: {token: 'r', password: 'rp'}}}"
  private static let variables = ["OPENCLAW_GATEWAY_TOKEN": "v", "OPENCLAW_GATEWAY_PASSWORD": "vp"]

  struct Server: Sendable {
    let flags: CredentialFlags
    let text: String
    let environment: [String: String]
    let mode: GatewayConfiguration.AuthMode
    let secret: String?
    let source: String?
  }

  static let servers: [Server] = [
    Server(flags: flags, text: configured, environment: variables, mode: .password, secret: "fp", source: "--password"),
    Server(
      flags: CredentialFlags(mode: .token, token: Secret("f"), tokenFlag: "--token-file"), text: configured,
      environment: variables, mode: .token, secret: "f", source: "--token-file"),
    Server(
      flags: CredentialFlags(mode: .token), text: configured, environment: variables, mode: .token, secret: "c",
      source: "gateway.auth.token in /home/ada/.openclaw/openclaw.json"),
    Server(
      flags: CredentialFlags(token: Secret(" ")), text: "{gateway: {auth: {token: ' '}}}",
      environment: ["OPENCLAW_GATEWAY_TOKEN": " v "], mode: .token, secret: "v", source: "OPENCLAW_GATEWAY_TOKEN"),
    Server(
      flags: CredentialFlags(), text: "{gateway: {auth: {mode: 'token'}}}", environment: variables, mode: .token,
      secret: "v", source: "OPENCLAW_GATEWAY_TOKEN"),
    Server(
      flags: CredentialFlags(), text: "{}", environment: variables, mode: .password, secret: "vp",
      source: "OPENCLAW_GATEWAY_PASSWORD"),
    Server(
      flags: CredentialFlags(), text: "{gateway: {auth: {mode: 'password', token: 'c'}}}", environment: [:],
      mode: .password, secret: nil, source: nil),
    Server(
      flags: CredentialFlags(), text: "{gateway: {remote: {token: 'r'}}}", environment: [:], mode: .token, secret: nil,
      source: nil),
    Server(
      flags: CredentialFlags(), text: "{env: {OPENCLAW_GATEWAY_TOKEN: 'e'}}", environment: [:], mode: .token,
      secret: "e", source: "OPENCLAW_GATEWAY_TOKEN in /home/ada/.openclaw/openclaw.json"),
  ]

  @Test("the gateway takes flag, configuration, variable, in this order, and says which", arguments: servers)
  func server(_ sample: Server) {
    let result = ServerAuthentication(flags: sample.flags, snapshot: MemoryFiles(sample.text).load(sample.environment))
    #expect(result.mode == sample.mode)
    #expect(result.credential?.secret.revealed == sample.secret)
    #expect(result.credential?.source.description == sample.source)
  }

  static let secretless: [(String, String?)] = [
    ("{}", "gateway.auth.token"), ("{gateway: {auth: {mode: 'password', token: 't'}}}", "gateway.auth.password"),
    ("{gateway: {tailscale: {mode: 'serve'}}}", "gateway.auth.token"),
    ("{gateway: {auth: {allowTailscale: true}}}", "gateway.auth.token"), ("{gateway: {auth: {token: 't'}}}", nil),
  ]

  @Test("a gateway wants a secret, whatever Tailscale vouches for", arguments: secretless)
  func required(_ text: String, _ key: String?) throws {
    let authentication = ServerAuthentication(snapshot: MemoryFiles(text).load())
    do throws(MissingSecret) {
      _ = try authentication.requiredCredential()
      #expect(key == nil)
    } catch {
      #expect(error.key == key)
      let remedy = error.remedy(for: Profile(.named("z"), home: .root))
      #expect(remedy == "openssl rand -hex 24 | openclaw --profile z config set \(error.key) -")
    }
  }

  static let clients: [(CredentialFlags, String, [String: String], [String?])] = [
    (flags, configured, variables, ["f", "fp"]), (CredentialFlags(), configured, variables, ["v", "vp"]),
    (CredentialFlags(), configured, [:], ["c", "cp"]), (CredentialFlags(), remote, variables, ["r", "vp"]),
    (CredentialFlags(), remote, [:], ["r", "rp"]), (flags, remote, variables, ["f", "fp"]),
    (CredentialFlags(), "{}", [:], [nil, nil]),
  ]

  @Test("a command takes flag, variable, configuration; of a remote gateway its own token", arguments: clients)
  func client(_ flags: CredentialFlags, _ text: String, _ environment: [String: String], _ expected: [String?]) {
    let credentials = ClientCredentials(flags: flags, snapshot: MemoryFiles(text).load(environment))
    #expect([credentials.token, credentials.password].map { $0?.secret.revealed } == expected)
  }

  @Test("a variable that differs from the configuration is one warning that names both and shows neither")
  func contradiction() {
    let text = "{gateway: {auth: {token: 'canary-c'}}}"
    let warnings = { (variable: String) in
      ClientCredentials(snapshot: MemoryFiles(text).load(["OPENCLAW_GATEWAY_TOKEN": variable])).warnings
    }
    #expect(warnings("canary-c") == [])
    #expect(warnings("canary-v").count == 1)
    let line = warnings("canary-v").joined()
    #expect(line.hasPrefix("OPENCLAW_GATEWAY_TOKEN (fingerprint "))
    #expect(line.contains("gateway.auth.token in /home/ada/.openclaw/openclaw.json (fingerprint "))
    #expect(!line.contains("canary"))
  }

  @Test("a fingerprint is eight digits that follow from the secret alone") func fingerprint() {
    let credential = { (text: String, name: String) in Credential(Secret(text), from: .flag(name)) }
    #expect(credential("a", "--token").fingerprint == credential("a", "--password").fingerprint)
    #expect(credential("a", "--token").fingerprint != credential("b", "--token").fingerprint)
    #expect(credential("a", "--token").fingerprint.utf8.count == 8)
    #expect("\(credential("canary", "--token"))".contains("canary") == false)
  }
}
