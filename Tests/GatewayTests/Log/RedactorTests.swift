import Configuration
import Platform
import Testing

@testable import Gateway

@Suite("What is taken out of the log") struct RedactorTests {
  @Test("known secrets become ***, in messages and fields") func secrets() {
    let redactor = Redactor(secrets: [Secret("s3cret-token"), Secret("pass word")])
    let record = redactor.clean(LogRecord(.info, "got s3cret-token", fields: ["p": "a pass word here"]))
    #expect(record.message == "got ***")
    #expect(record.fields.map(\.value) == ["a *** here"])
  }

  @Test("a secret that begins another, and one that JSON writes otherwise, leave nothing behind") func overlapping() {
    let redactor = Redactor(secrets: [Secret("abcd"), Secret("abcd-efgh"), Secret("x\"yz"), Secret("abc")])
    let texts = ["abcd-efgh", "abcd", #"x"yz"#, #"{"a":"x\"yz"}"#, "abc"].map { LogRecord(.info, $0) }
    #expect(texts.map { redactor.clean($0).message } == ["***", "***", "***", #"{"a":"***"}"#, "abc"])
  }

  @Test(
    "control characters cannot reach a terminal",
    arguments: [("a\nb", "a b"), ("\u{1B}[31mred", "\u{FFFD}[31mred"), ("a\u{2028}b", "a\u{FFFD}b"), ("déjà", "déjà")])
  func controls(text: String, cleaned: String) {
    #expect(Redactor().clean(LogRecord(.info, text)).message == cleaned)
  }

  @Test("a text is bounded") func length() {
    #expect(Redactor().clean(LogRecord(.info, String(repeating: "x", count: 100_000))).message.count == 2048)
  }
}
