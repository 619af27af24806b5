import CommandTree
import Platform

/// Rows of short texts in columns, for people.
struct TextTable {
  private let columns: [String]
  private let rows: [[String]]

  /// A table without the columns in which nothing stands.
  init(columns: [String], rows: () -> [[String?]]) {
    let all = rows().map { row in row.map { ($0 ?? "").visibleLine(limit: 200) } }
    let kept = columns.indices.filter { column in all.contains { !$0[column].isEmpty } }
    self.columns = kept.map { columns[$0] }
    self.rows = all.map { row in kept.map { row[$0].isEmpty ? "-" : row[$0] } }
  }

  /// Whether there is no row.
  var isEmpty: Bool { rows.isEmpty }

  /// The lines, the heading first.
  func lines(_ style: OutputStyle) -> [String] {
    let widths = columns.indices.map { column in ([columns] + rows).map { $0[column].count }.max() ?? 0 }
    let lines = ([columns] + rows).map { cells in
      zip(cells, widths).map { $0 + String(repeating: " ", count: $1 - $0.count) }.joined(separator: "  ")
        .trimmingBlanks()
    }
    return lines.enumerated().map { $0 == 0 ? style.paint($1, .heading) : $1 }
  }
}
