import JSON

/// A method's answer as the gateway sent it, the same with and without `--json`.
struct CallReport: Report {
  let answer: JSONValue

  var json: JSONObject { answer.objectValue ?? ["result": answer] }

  func text(_ style: ReportStyle) -> ReportText {
    var text = ReportText()
    text.fact(answer.text(pretty: true))
    return text
  }
}
