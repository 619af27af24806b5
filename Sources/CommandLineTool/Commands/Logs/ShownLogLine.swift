import CommandTree
import Configuration
import Doctor
import JSON
import Platform

/// A line of a log as it is printed: without secrets, in two renderings.
struct ShownLogLine {
  private let line: LogLine

  init(_ line: LogLine, _ cleaner: TextCleaner) {
    var clean = line
    clean.message = Self.clean(line.message, cleaner)
    clean.fields = line.fields.map { .init(name: cleaner.clean($0.name), value: Self.clean($0.value, cleaner)) }
    clean.subsystem = line.subsystem.map(cleaner.clean)
    self.line = clean
  }

  /// Whatever a service prints, command lines among it.
  private static func clean(_ text: String, _ cleaner: TextCleaner) -> String {
    MaskedArguments.masking([cleaner.clean(text)]).joined()
  }

  var json: JSONObject {
    var json: JSONObject = [:]
    json.add("time", line.time)
    json.add("level", line.level)
    json.add("subsystem", line.subsystem)
    json["message"] = .string(line.message)
    if !line.fields.isEmpty { json["fields"] = .object(JSONObject(line.fields.map { ($0.name, .string($0.value)) })) }
    if line.isManagers { json["manager"] = true }
    json.add("run", line.run)
    return json
  }

  func text(_ form: LogForm) -> String {
    let time = line.time.map { form.time($0) + " " } ?? ""
    let subsystem = line.subsystem.map { "[\($0)] " } ?? ""
    let facts = line.fields.map { " \($0.name)=\($0.value)" }.joined()
    return time + subsystem + mark(form.style) + line.message + facts
  }

  /// The level, where it is one to look at.
  private func mark(_ style: OutputStyle) -> String {
    switch line.level {
    case "error"?, "fatal"?: style.paint("\(line.level ?? ""):", .problem) + " "
    case "warn"?: style.paint("warn:", .warning) + " "
    default: ""
    }
  }
}
