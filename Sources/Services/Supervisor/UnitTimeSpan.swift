import Platform

/// A length of time as unit files give it: `systemd.time(7)`, "Parsing Time Spans".
package enum UnitTimeSpan: Hashable, Sendable {
  case limited(Duration)
  case infinite

  /// Reads `5`, `5min 20s`, `500ms` or `infinity`; a number without a unit is seconds.
  ///
  /// Nil for anything else.
  package init?(_ text: String) {
    if text == "infinity" {
      self = .infinite
      return
    }
    var rest = Substring(text.trimmingBlanks())
    guard !rest.isEmpty else { return nil }
    var total = Duration.zero
    while !rest.isEmpty {
      guard let part = Self.part(&rest) else { return nil }
      total += part
    }
    self = .limited(total)
  }

  /// The length as a limit: nil for none, which zero means too.
  package var limit: Duration? {
    if case .limited(let duration) = self, duration > .zero { duration } else { nil }
  }

  private static func part(_ rest: inout Substring) -> Duration? {
    let digits = rest.prefix { $0.isNumber && $0.isASCII || $0 == "." }
    rest = rest.dropFirst(digits.count).drop { $0 == " " }
    let name = rest.prefix { $0.isLetter }
    rest = rest.dropFirst(name.count).drop { $0 == " " }
    guard let number = Double(digits), number < 1e9, let unit = units[String(name)] else { return nil }
    return .nanoseconds(Int64(number * unit))
  }

  /// Nanoseconds by the names of units.
  private static let units: [String: Double] = {
    var units: [String: Double] = [:]
    let names: [(Double, [String])] = [
      (1e3, ["usec", "us", "µs"]), (1e6, ["msec", "ms"]), (1e9, ["", "seconds", "second", "sec", "s"]),
      (60e9, ["minutes", "minute", "min", "m"]), (3600e9, ["hours", "hour", "hr", "h"]),
      (86400e9, ["days", "day", "d"]), (604800e9, ["weeks", "week", "w"]),
    ]
    for (length, words) in names { for word in words { units[word] = length } }
    return units
  }()
}
