import Platform
import Testing

@Suite("Secret")
struct SecretTests {
  private struct Holder { let token: Secret? }
  private enum Wrapped { case secret(Secret) }

  @Test("no way of printing shows it") func printing() {
    let secret = Secret("canary")
    var dumped = ""
    dump(Holder(token: secret), to: &dumped)
    let texts = [
      "\(secret)", secret.description, secret.debugDescription, String(reflecting: secret),
      String(describing: [secret]),
      "\(Holder(token: secret))", "\(Wrapped.secret(secret))", "\(["k": secret])",
      "\(Mirror(reflecting: secret).children)",
      dumped,
    ]
    for text in texts { #expect(!text.contains("canary")) }
    #expect("\(secret)" == "***")
  }

  @Test(
    "secrets match when they are equal, and an empty one never does",
    arguments: [
      ("a", "a", true), ("a", "b", false), ("a", "aa", false), ("aa", "a", false), ("", "", false), ("a", "", false),
      ("", "a", false), ("é", "e\u{301}", false),
    ])
  func matches(ours: String, theirs: String, match: Bool) { #expect(Secret(ours).matches(Secret(theirs)) == match) }

  @Test("a new one is 48 hexadecimal digits, another each time") func generated() {
    let secrets = (0..<20).map { _ in Secret.generated().revealed }
    #expect(Set(secrets).count == 20)
    for secret in secrets {
      #expect(secret.utf8.count == 48)
      #expect(secret.allSatisfy { $0.isHexDigit && !$0.isUppercase })
    }
  }

  @Test(
    "what follows an option for a secret is masked",
    arguments: [
      (["gateway", "--token", "x"], ["gateway", "--token", "***"]), (["--password=x=y"], ["--password=***"]),
      (["--token"], ["--token"]), (["--token="], ["--token=***"]), (["--token-file", "f"], ["--token-file", "f"]),
      (["--gateway-token", "x", "y"], ["--gateway-token", "***", "y"]), (["--Token", "x"], ["--Token", "***"]),
      (["sh", "-c", "a --token x --port 1"], ["sh", "-c", "a --token *** --port 1"]),
      (["--token", "--password", "x"], ["--token", "***", "x"]), (["token", "x"], ["token", "x"]),
      (["env", "OPENCLAW_GATEWAY_TOKEN=x", "y"], ["env", "OPENCLAW_GATEWAY_TOKEN=***", "y"]), ([], []),
    ])
  func maskedArguments(words: [String], masked: [String]) { #expect(MaskedArguments.masking(words) == masked) }
}
