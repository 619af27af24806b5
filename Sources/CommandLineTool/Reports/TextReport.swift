import JSON

/// Text that is printed as it is: help, scripts, versions.
struct TextReport: Report {
  let content: String

  init(_ content: String) { self.content = content }

  var json: JSONObject { ["text": .string(content)] }

  func text(_ style: ReportStyle) -> ReportText {
    var text = ReportText()
    text.fact(content.hasSuffix("\n") ? String(content.dropLast()) : content)
    return text
  }
}
