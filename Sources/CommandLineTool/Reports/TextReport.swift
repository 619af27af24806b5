import JSON

/// Text that is printed as it is: help, scripts, versions.
struct TextReport: Report {
  let content: String

  init(_ content: String) { self.content = content }

  var json: JSONObject { ["text": .string(content)] }

  func text(_ style: ReportStyle) -> ReportText {
    var text = ReportText()
    // By scalars: a carriage return and a line feed make one character.
    let endsLine = content.unicodeScalars.last == "\n"
    text.fact(endsLine ? String(content.unicodeScalars.dropLast()) : content)
    return text
  }
}
