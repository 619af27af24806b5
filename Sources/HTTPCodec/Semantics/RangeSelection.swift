/// Which part of a representation a request asks for: RFC 9110 §14.
package enum RangeSelection: Hashable, Sendable {
  /// All of it: no Range field, one that cannot be read, another unit than bytes, or more than one part.
  ///
  /// A server may ignore the field (§14.2); answers in several parts are not offered.
  case whole
  /// One part: 206.
  case part(Range<Int>)
  /// One part that begins beyond the end: 416.
  case unsatisfiable

  /// Reads a Range field for a representation of so many bytes.
  package init(_ field: String?, of length: Int) {
    guard let field, let equals = field.utf8.firstIndex(of: UInt8(ascii: "=")),
      field.utf8[..<equals].matchesIgnoringCase("bytes".utf8),
      let numbers = Self.numbers(field.utf8[field.utf8.index(after: equals)...].trimmingOptionalWhitespace)
    else {
      self = .whole
      return
    }
    self = Self.selection(numbers, of: length)
  }

  /// The two sides of the hyphen; nil for more than one range and for none.
  private static func numbers(_ range: Substring.UTF8View) -> (first: Int?, last: Int?)? {
    guard let hyphen = range.firstIndex(of: UInt8(ascii: "-")) else { return nil }
    let (first, last) = (range[..<hyphen], range[range.index(after: hyphen)...])
    guard first.allSatisfy(\.isDigit), last.allSatisfy(\.isDigit), !(first.isEmpty && last.isEmpty) else { return nil }
    return (number(first), number(last))
  }

  /// Nil without digits; what no `Int` holds is beyond every end.
  private static func number(_ digits: Substring.UTF8View) -> Int? {
    digits.isEmpty ? nil : Int(String(Substring(digits))) ?? .max
  }

  private static func selection(_ numbers: (first: Int?, last: Int?), of length: Int) -> RangeSelection {
    switch numbers {
    case (let first?, let last?) where last < first: .whole
    case (let first?, let last):
      first < length ? .part(first..<min(length, (last ?? length - 1).successor)) : .unsatisfiable
    case (nil, 0?): .unsatisfiable
    // The last bytes; of nothing, nothing is left to say which.
    case (nil, let count?): length == 0 ? .whole : .part(max(0, length - count)..<length)
    case (nil, nil): .whole
    }
  }
}

extension Int {
  /// The next number, or the greatest there is.
  fileprivate var successor: Int { self == .max ? .max : self + 1 }
}
