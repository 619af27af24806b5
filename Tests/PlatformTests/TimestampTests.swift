import Platform
import Testing

@Suite("Timestamp and deadline")
struct TimestampTests {
  @Test(
    "milliseconds since the epoch are written as RFC 3339",
    arguments: [
      (0, "1970-01-01T00:00:00.000Z"), (1, "1970-01-01T00:00:00.001Z"), (-1, "1969-12-31T23:59:59.999Z"),
      (-1000, "1969-12-31T23:59:59.000Z"), (-1001, "1969-12-31T23:59:58.999Z"),
      (951_782_400_000, "2000-02-29T00:00:00.000Z"), (951_868_799_999, "2000-02-29T23:59:59.999Z"),
      (4_107_542_400_000, "2100-03-01T00:00:00.000Z"), (1_769_941_230_040, "2026-02-01T10:20:30.040Z"),
      (253_402_300_799_999, "9999-12-31T23:59:59.999Z"), (253_402_300_800_000, "10000-01-01T00:00:00.000Z"),
      (-62_167_219_200_000, "0000-01-01T00:00:00.000Z"), (-62_167_219_200_001, "-0001-12-31T23:59:59.999Z"),
    ])
  func iso8601(milliseconds: Int64, text: String) {
    #expect(Timestamp(milliseconds: milliseconds).iso8601 == text)
  }

  @Test("the ends of the range are written too", arguments: [Int64.min, .max])
  func extremes(milliseconds: Int64) { #expect(Timestamp(milliseconds: milliseconds).iso8601.hasSuffix("Z")) }

  @Test("the present is later than this test was written") func now() {
    #expect(Timestamp.now() > Timestamp(milliseconds: 1_700_000_000_000))
  }

  @Test("a deadline in the past has passed and leaves nothing") func past() {
    let deadline = Deadline.after(.seconds(-1))
    #expect(deadline.hasPassed)
    #expect(deadline.remaining == .zero)
    #expect(deadline.remainingMilliseconds == 0)
  }

  @Test("a deadline ahead leaves its time, rounded up to a whole millisecond") func ahead() {
    let deadline = Deadline.after(.seconds(3600))
    #expect(!deadline.hasPassed)
    #expect((3_590_000...3_600_000).contains(deadline.remainingMilliseconds))
    #expect(deadline < Deadline.after(.seconds(7200)))
  }

  @Test("a duration beyond the clock becomes the clock's end", arguments: [Int64.max, Int64.max / 1_000_000_000])
  func beyond(seconds: Int64) {
    #expect(Deadline.after(.seconds(seconds)).nanoseconds == .max)
    #expect(Deadline.after(.seconds(seconds)).remainingMilliseconds == .max)
    #expect(!Deadline.after(.seconds(seconds)).hasPassed)
    #expect(Deadline.after(.seconds(-seconds)).hasPassed)
  }

  @Test(
    "a duration has whole nanoseconds and milliseconds",
    arguments: [
      (Duration.nanoseconds(1), 1, 0), (.microseconds(1999), 1_999_000, 1), (.seconds(2), 2_000_000_000, 2000),
      (.milliseconds(-1), -1_000_000, -1), (.seconds(Int64.max), .max, .max / 1_000_000),
      (.seconds(Int64.min), .min, .min / 1_000_000),
    ])
  func durations(duration: Duration, nanoseconds: Int64, milliseconds: Int64) {
    #expect(duration.nanoseconds == nanoseconds)
    #expect(duration.milliseconds == milliseconds)
  }
}
