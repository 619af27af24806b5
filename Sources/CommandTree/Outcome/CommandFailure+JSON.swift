import JSON

extension CommandFailure {
  /// The document that `--json` prints instead of a result: `docs/json.md`, "Failure, every command".
  ///
  /// - Parameter action: what was asked for, nil when the line was not understood that far.
  package func envelope(action: CommandAction?) -> JSONValue {
    var document: JSONObject = ["ok": false, "schemaVersion": 1]
    document["action"] = action.map { .string($0.reportName) }
    document["error"] = .string(sentence)
    document["code"] = .string(code)
    document["step"] = step.map { .string($0) }
    document["hints"] = hints.isEmpty ? nil : .array(hints.map { .string($0) })
    return .object(document)
  }
}
