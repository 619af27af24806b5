import CommandTree
import Configuration
import Doctor
import JSON
import Platform
import Profiles

/// The last lines of a gateway's log, and where they were read.
struct LogsReport: Report {
  let target: ServiceTarget
  /// Where lines were looked for.
  let places: LogPlaces
  /// What was found; nil when no place has any.
  let excerpt: LogExcerpt?
  let cleaner: TextCleaner

  private var lines: [ShownLogLine] { (excerpt?.lines ?? []).map { ShownLogLine($0, cleaner) } }

  var json: JSONObject {
    var json: JSONObject = ["action": "logs", "profile": .string(target.profile.name.text)]
    json.add("unit", target.service)
    json.add("source", excerpt?.place.source)
    json.add("file", excerpt?.place.path?.string)
    json["lines"] = .array(lines.map(\.json))
    return json
  }

  func text(_ style: ReportStyle) -> ReportText {
    var text = ReportText()
    for line in lines { text.fact(line.text(style.output)) }
    if excerpt == nil { text.problem("No lines: looked in \(places.places.map(name).joined(separator: ", then "))") }
    return text
  }

  private func name(_ place: LogPlaces.Place) -> String {
    place.path?.abbreviated(home: target.profile.home) ?? "the journal"
  }
}
