// Text that others wrote, such as a process's arguments or a log's lines, could move a terminal's cursor or recolour what
// stands before it: ECMA-48.

extension String {
  /// The text as one line without control characters, and cut after so many scalars.
  ///
  /// Line feeds and tabs become spaces, every other control character and line separator a replacement character.
  package func visibleLine(limit: Int = .max) -> String {
    if utf8.count <= limit, utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return self }
    var result = ""
    for scalar in unicodeScalars.prefix(limit) {
      result.unicodeScalars.append(scalar == "\n" || scalar == "\t" ? " " : scalar.visible)
    }
    return result
  }

  /// The text with its lines and tabs, every other control character a replacement character.
  ///
  /// - Parameter sequences: control sequences that stay as they are, such as a program's own colours.
  package func visible(keeping sequences: [String]) -> String {
    if utf8.allSatisfy({ (0x20..<0x7F).contains($0) || $0 == 0x0A }) { return self }
    var result = ""
    var rest = unicodeScalars[...]
    while let scalar = rest.first {
      if scalar == "\u{1B}", let kept = sequences.first(where: { rest.starts(with: $0.unicodeScalars) }) {
        result += kept
        rest = rest.dropFirst(kept.unicodeScalars.count)
      } else {
        result.unicodeScalars.append(scalar == "\n" || scalar == "\t" ? scalar : scalar.visible)
        rest = rest.dropFirst()
      }
    }
    return result
  }
}

extension Unicode.Scalar {
  fileprivate var visible: Unicode.Scalar {
    switch properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator: "\u{FFFD}"
    default: self
    }
  }
}
