/// Breaks text for people into lines of a width.
///
/// Words are never cut.
struct TextLayout {
  /// Columns a line may take.
  let width: Int

  /// The text in lines, each indented.
  func wrapped(_ text: String, indent: Int) -> [String] {
    let margin = String(repeating: " ", count: indent)
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
      if !line.isEmpty, indent + line.count + 1 + word.count > width {
        lines.append(margin + line)
        line = ""
      }
      line += line.isEmpty ? String(word) : " " + word
    }
    return lines + (line.isEmpty ? [] : [margin + line])
  }

  /// Terms and their explanations in two columns; a long term stands on a line of its own.
  func list(_ rows: [(term: String, text: String)], style: OutputStyle) -> [String] {
    let column = min(rows.map(\.term.count).max() ?? 0, width / 3) + 4
    return rows.flatMap { row -> [String] in
      let term = "  " + style.paint(row.term, .command)
      let text = wrapped(row.text, indent: column)
      guard row.term.count + 4 <= column, let first = text.first else { return [term] + text }
      let gap = String(repeating: " ", count: column - row.term.count - 2)
      return [term + gap + first.drop { $0 == " " }] + text.dropFirst()
    }
  }
}
