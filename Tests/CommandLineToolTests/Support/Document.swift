import JSON
import Testing

/// Expects exactly one document on standard output that begins with `ok` and `schemaVersion`, and nothing else there.
@discardableResult
func expectDocument(
  _ run: CommandRun, ok: Bool, sourceLocation: SourceLocation = #_sourceLocation
) throws -> JSONValue {
  let document = try run.document
  let keys = document.objectValue?.keys.prefix(2).map { $0 }
  #expect(keys == ["ok", "schemaVersion"], "\(run)", sourceLocation: sourceLocation)
  #expect(document["ok"] == .bool(ok), "\(run)", sourceLocation: sourceLocation)
  #expect(document["schemaVersion"] == 1, "\(run)", sourceLocation: sourceLocation)
  return document
}
