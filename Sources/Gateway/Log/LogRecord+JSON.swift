import Configuration
import JSON
import Platform

extension LogRecord {
  /// The record as one line of JSON: positional parts, `_meta` and `time`, as earlier readers expect them.
  var jsonLine: [UInt8] {
    var object = JSONObject()
    if !fields.isEmpty {
      var facts = JSONObject()
      for field in fields { facts[field.name] = .string(field.value) }
      object["0"] = .object(facts)
    }
    object[fields.isEmpty ? "0" : "1"] = .string(message)
    let name: JSONValue = ["subsystem": .string(subsystem)]
    object["_meta"] = [
      "name": .string(name.text()), "date": .string(time.iso8601), "logLevelName": .string(level.rawValue.uppercased()),
    ]
    object["time"] = .string(time.iso8601)
    return JSONValue.object(object).encoded() + [UInt8(ascii: "\n")]
  }

  /// The note that stands for lines that a full disk, or a reader that stood still, has cost.
  static func droppedLines(_ count: Int, at time: Timestamp) -> LogRecord {
    LogRecord(.warn, "\(count) log lines could not be written", time: time)
  }
}
