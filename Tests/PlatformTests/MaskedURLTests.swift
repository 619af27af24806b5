import Platform
import Testing

@Suite("Masked URLs") struct MaskedURLTests {
  @Test(
    "user information and query are masked, the rest stays",
    arguments: [
      ("ws://127.0.0.1:18789", "ws://127.0.0.1:18789"), ("ws://h:1/a/b", "ws://h:1/a/b"),
      ("ws://u:p@h:1/", "ws://***@h:1/"), ("ws://h/?token=x&y=z", "ws://h/?***"), ("ws://u@p@h?x", "ws://***@h?***"),
      ("not a url?secret", "not a url?***"), ("", ""),
    ])
  func text(url: String, shown: String) { #expect(MaskedURL.text(url) == shown) }
}
