import Foundation
import HTTPCodec
import Testing

@Suite("Dates, RFC 9110 §5.6.7") struct HTTPDateTests {
  @Test(
    "all three forms are read as the same moment",
    arguments: ["Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994"])
  func forms(text: String) {
    #expect(HTTPDate(text) == HTTPDate(seconds: 784_111_777))
  }

  @Test(
    "what is no date is none",
    arguments: [
      "", "0", "Sun, 06 Nov 1994 08:49:37", "Sun, 06 Nov 1994 08:49:37 CET", "Sun, 06 Now 1994 08:49:37 GMT",
      "Sun, 00 Nov 1994 08:49:37 GMT", "Sun, 32 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 24:49:37 GMT",
      "Sun, 06 Nov 1994 08:60:37 GMT", "Sun, 06 Nov 1994 8:49:37 GMT", "Sun, 06 Nov 199 08:49:37 GMT",
      "Sun, +6 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 08:49 GMT", "Sun, 06 Nov 1994 08:49:37:00 GMT",
    ])
  func malformed(text: String) {
    #expect(HTTPDate(text) == nil)
  }

  @Test("a moment is written as another calendar writes it, and read back") func roundTrip() throws {
    let formatter = DateFormatter()
    formatter.locale = Locale(identifier: "en_US_POSIX")
    formatter.timeZone = TimeZone(identifier: "GMT")
    formatter.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
    // Leap days, ends of years and centuries, and what lies before the epoch.
    let moments: [Int64] = [
      0, -1, 951_782_400, 951_868_799, 4_107_542_399, 4_107_542_400, 1_767_225_599, -2_208_988_800,
    ]
    for seconds in moments + stride(from: 0, to: 4_000_000_000, by: 86_413_337) {
      let text = HTTPDate(seconds: seconds).description
      #expect(text == formatter.string(from: Date(timeIntervalSince1970: Double(seconds))))
      #expect(HTTPDate(text) == HTTPDate(seconds: seconds))
    }
  }
}
