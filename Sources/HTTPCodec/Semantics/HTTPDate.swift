/// A moment in whole seconds, as Date and Last-Modified tell it: RFC 9110 §5.6.7.
package struct HTTPDate: Hashable, Sendable, Comparable {
  /// Since 1970-01-01 00:00 UTC; negative before.
  package let seconds: Int64

  /// A moment from its seconds since the epoch.
  package init(seconds: Int64) { self.seconds = seconds }

  package static func < (left: HTTPDate, right: HTTPDate) -> Bool { left.seconds < right.seconds }

  private static let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
  private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
}

// MARK: - Writing

extension HTTPDate: CustomStringConvertible {
  /// The preferred form: `Sun, 06 Nov 1994 08:49:37 GMT`.
  package var description: String {
    let (day, second) = (seconds.flooredQuotient(86_400), seconds.flooredRemainder(86_400))
    let date = Self.date(ofDay: day)
    var text: [UInt8] = []
    text.reserveCapacity(32)
    text += Self.days[Int((day + 4).flooredRemainder(7))].utf8
    text += ", ".utf8
    Self.append(date.day, 2, &text)
    text.append(.space)
    text += Self.months[Int(date.month) - 1].utf8
    text.append(.space)
    Self.append(date.year, 4, &text)
    for (unit, mark) in [(second / 3600, UInt8.space), (second / 60 % 60, Self.colon), (second % 60, Self.colon)] {
      text.append(mark)
      Self.append(unit, 2, &text)
    }
    text += " GMT".utf8
    return String(decoding: text, as: UTF8.self)
  }

  private static let colon = UInt8(ascii: ":")

  /// The last digits of a number.
  private static func append(_ value: Int64, _ digits: Int, _ text: inout [UInt8]) {
    var divisor: Int64 = digits == 2 ? 10 : 1000
    while divisor > 0 {
      text.append(UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: value / divisor % 10))
      divisor /= 10
    }
  }
}

// MARK: - Reading

extension HTTPDate {
  /// Reads the preferred form and both obsolete ones; nil for anything else.
  ///
  /// Two digits for a year mean 1970 to 2069.
  package init?(_ text: String) {
    let parts = text.split { $0 == " " || $0 == "," || $0 == "-" }
    if parts.count == 6, parts[5] == "GMT" {
      self.init(day: parts[1], month: parts[2], year: parts[3], time: parts[4])
    } else if parts.count == 5 {
      self.init(day: parts[2], month: parts[1], year: parts[4], time: parts[3])
    } else {
      return nil
    }
  }

  private init?(day: Substring, month: Substring, year: Substring, time: Substring) {
    let clock = time.split(separator: ":", omittingEmptySubsequences: false).compactMap {
      Self.number($0, digits: 2...2)
    }
    guard let day = Self.number(day, digits: 1...2), (1...31).contains(day),
      let month = Self.months.firstIndex(of: String(month)), let year = Self.year(year),
      clock.count == 3, clock[0] < 24, clock[1] < 60, clock[2] <= 60
    else { return nil }
    let date = Self.day(year: year, month: Int64(month) + 1, day: day)
    seconds = date * 86_400 + clock[0] * 3600 + clock[1] * 60 + clock[2]
  }

  private static func year(_ text: Substring) -> Int64? {
    guard let year = number(text, digits: 2...4), text.utf8.count != 3 else { return nil }
    return text.utf8.count == 4 ? year : year < 70 ? 2000 + year : 1900 + year
  }

  private static func number(_ text: Substring, digits: ClosedRange<Int>) -> Int64? {
    digits.contains(text.utf8.count) && text.utf8.allSatisfy(\.isDigit) ? Int64(text) : nil
  }
}

// MARK: - The calendar

extension HTTPDate {
  /// Days of 400 years, after which the Gregorian calendar repeats.
  private static let era: Int64 = 146_097

  /// The number of a day since the epoch, counted in years that begin with March, so that a leap day is the last one.
  private static func day(year: Int64, month: Int64, day: Int64) -> Int64 {
    let shifted = month <= 2 ? year - 1 : year
    let yearOfEra = shifted.flooredRemainder(400)
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return shifted.flooredQuotient(400) * era + dayOfEra - 719_468
  }

  private static func date(ofDay number: Int64) -> (year: Int64, month: Int64, day: Int64) {
    let shifted = number + 719_468
    let dayOfEra = shifted.flooredRemainder(era)
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let month = (5 * dayOfYear + 2) / 153
    let year = yearOfEra + shifted.flooredQuotient(era) * 400
    return (month < 10 ? year : year + 1, month < 10 ? month + 3 : month - 9, dayOfYear - (153 * month + 2) / 5 + 1)
  }
}

extension Int64 {
  fileprivate func flooredQuotient(_ divisor: Int64) -> Int64 {
    self >= 0 ? self / divisor : (self + 1) / divisor - 1
  }

  fileprivate func flooredRemainder(_ divisor: Int64) -> Int64 { self - flooredQuotient(divisor) * divisor }
}
