import JSON
import Platform

/// JSON text encoded once, with holes that are filled each time it is sent.
struct JSONTemplate: Sendable {
  /// The text around the holes: one piece more than there are holes.
  private let pieces: [[UInt8]]

  /// - Parameter make: gives the value, with `hole` in place of whatever varies.
  init(_ make: (_ hole: JSONValue) -> JSONValue) {
    // A text that no other part of the value can hold.
    let hole = JSONValue.string(RandomBytes.uuid())
    pieces = Self.split(make(hole).encoded(), around: hole.encoded())
  }

  /// Appends the text.
  ///
  /// - Parameter fill: appends what belongs into the hole with this number, from 0 in the order of the text.
  func append(to output: inout [UInt8], filling fill: (_ hole: Int, _ output: inout [UInt8]) -> Void) {
    output.append(contentsOf: pieces[0])
    for hole in 0..<(pieces.count - 1) {
      fill(hole, &output)
      output.append(contentsOf: pieces[hole + 1])
    }
  }

  private static func split(_ text: [UInt8], around mark: [UInt8]) -> [[UInt8]] {
    var pieces: [[UInt8]] = []
    var rest = text[...]
    while let range = rest.firstRange(of: mark) {
      pieces.append(Array(rest[..<range.lowerBound]))
      rest = rest[range.upperBound...]
    }
    return pieces + [Array(rest)]
  }
}
