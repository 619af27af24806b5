import JSON

/// The parameters of `system-event`: a line about a machine, and what is known of the machine.
///
/// Only the text is demanded; a field of the wrong type counts as absent.
package struct SystemEvent: Hashable, ShapedValue {
  /// The line, trimmed.
  package let text: String
  /// The fields as the sender gave them; its time stamp means nothing.
  package let fields: PresenceEntry

  package static let shape = Shape.named(
    "SystemEventParams",
    .object(
      [.required("text", .nonEmptyString)]
        + [
          "deviceId", "instanceId", "host", "ip", "mode", "version", "platform", "deviceFamily", "modelIdentifier",
          "lastInputSeconds", "reason", "roles", "scopes", "tags",
        ].map { .optional($0, .any) }, isOpen: true))

  package init?(fitting value: JSONValue) {
    guard let text = value["text"]?.stringValue?.trimmed, var object = value.objectValue else { return nil }
    object["ts"] = 0
    guard let fields = PresenceEntry(fitting: .object(object)) else { return nil }
    self.text = text
    self.fields = fields
  }

  package var json: JSONValue {
    var object = fields.json.objectValue ?? [:]
    object["ts"] = nil
    object["text"] = .string(text)
    return .object(object)
  }

  /// Whether the text is a machine's regular sign of life and no note of its own.
  package var isBeacon: Bool { text.hasPrefix("Node:") }
}
