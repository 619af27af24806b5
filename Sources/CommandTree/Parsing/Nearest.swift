/// Finds the word a mistyped one was probably meant to be.
enum Nearest {
  /// The closest candidate, when it is close enough to be offered.
  ///
  /// Close is a third of the typed length in edits, at least one; or a beginning of at least two letters.
  static func word(to typed: String, among candidates: [String]) -> String? {
    let close = candidates.map { (word: $0, edits: edits(from: typed, to: $0)) }
      .filter { $0.edits <= max(1, typed.utf8.count / 3) }
    if let best = close.min(by: { $0.edits < $1.edits }) { return best.word }
    return typed.utf8.count >= 2 ? candidates.first { $0.hasPrefix(typed) } : nil
  }

  /// The Damerau-Levenshtein distance in its restricted form: insert, delete, replace, swap two neighbours.
  static func edits(from source: String, to target: String) -> Int {
    let (source, target) = (Array(source.utf8), Array(target.utf8))
    var beforeLast: [Int] = []
    var last = Array(0...target.count)
    for row in 0..<source.count {
      var current = [row + 1]
      for column in 0..<target.count {
        let isSame = source[row] == target[column]
        var edits = min(last[column + 1] + 1, current[column] + 1, last[column] + (isSame ? 0 : 1))
        if row > 0, column > 0, source[row] == target[column - 1], source[row - 1] == target[column] {
          edits = min(edits, beforeLast[column - 1] + 1)
        }
        current.append(edits)
      }
      (beforeLast, last) = (last, current)
    }
    return last[target.count]
  }
}
