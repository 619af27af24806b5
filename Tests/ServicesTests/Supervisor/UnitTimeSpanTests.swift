import Services
import Testing

@Suite("Time spans of unit files") struct UnitTimeSpanTests {
  @Test(
    "numbers with and without units add up",
    arguments: [
      ("5", .seconds(5)), ("0", .zero), ("400", .seconds(400)), ("2.5", .milliseconds(2500)),
      ("500ms", .milliseconds(500)),
      ("1min 30s", .seconds(90)), ("1min30s", .seconds(90)), ("2 h", .seconds(7200)), ("1d", .seconds(86400)),
      ("3us", .microseconds(3)), (" 7 sec ", .seconds(7)),
    ] as [(String, Duration)])
  func lengths(_ text: String, _ expected: Duration) {
    #expect(UnitTimeSpan(text) == .limited(expected))
  }

  @Test("infinity and zero are no limit") func unlimited() {
    #expect(UnitTimeSpan("infinity") == .infinite)
    #expect(UnitTimeSpan("infinity")?.limit == nil && UnitTimeSpan("0")?.limit == nil)
    #expect(UnitTimeSpan("30")?.limit == .seconds(30))
  }

  @Test(
    "anything else is none",
    arguments: ["", " ", "s", "5x", "-5", "5 min s", "1..5", "five", "1e3", "9999999999999"])
  func refused(_ text: String) { #expect(UnitTimeSpan(text) == nil) }
}
