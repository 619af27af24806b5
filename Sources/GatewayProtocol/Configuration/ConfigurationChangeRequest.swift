import JSON
import Platform

/// The parameters of `config.patch` and `config.apply`: a text, and what is to be said of the restart that it may take.
package struct ConfigurationChangeRequest: Hashable, ShapedValue {
  /// JSON5: a merge patch, or the whole file.
  package var raw: String
  /// The hash of the text that it was made for, as `config.get` tells it; nil where there is no file.
  package var baseHash: String?
  /// The conversation that asks.
  package var sessionKey: String?
  /// What the next agent is told once the change holds.
  package var note: String?
  /// How long a restart waits: `restartDelayMs`.
  package var restartDelay: Duration

  /// How long a restart waits where nothing is said.
  package static let usualDelay = Duration.seconds(2)
  /// How long it waits at most.
  package static let longestDelay = Duration.seconds(60)

  /// The fields that name a text and what it was made for.
  static let textFields: [Shape.Field] = [.required("raw", .nonEmptyString), .optional("baseHash", .nonEmptyString)]

  package static let shape = Shape.named("ConfigApplyParams", .object(fields))

  static let fields =
    textFields + [
      .optional("sessionKey", .string()), .optional("note", .string()),
      .optional("restartDelayMs", .integer(minimum: 0)),
    ]

  package init?(fitting value: JSONValue) {
    guard let raw = value["raw"]?.stringValue else { return nil }
    self.raw = raw
    baseHash = value["baseHash"]?.stringValue
    sessionKey = value["sessionKey"]?.stringValue?.trimmed
    note = value["note"]?.stringValue?.trimmed
    let delay = (value["restartDelayMs"]?.integerValue).map(Duration.milliseconds) ?? Self.usualDelay
    restartDelay = min(delay, Self.longestDelay)
  }

  package var json: JSONValue {
    .object(
      JSONObject(present: [
        ("raw", .string(raw)), ("baseHash", baseHash.map(JSONValue.string)),
        ("sessionKey", sessionKey.map(JSONValue.string)), ("note", note.map(JSONValue.string)),
        ("restartDelayMs", .integer(restartDelay.milliseconds)),
      ]))
  }
}
