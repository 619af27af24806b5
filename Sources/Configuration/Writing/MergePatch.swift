import JSON

/// A merge patch as single changes of a document: RFC 7396.
///
/// Each is made in the document's own text, so what the patch does not name stays as it is written.
struct MergePatch {
  let patch: JSONValue

  /// The changes that make of the document what the patch asks for; none where it says so already.
  func changes(of document: JSONValue) -> [ConfigurationChange] { changes(patch, document, at: .root) }

  private func changes(_ patch: JSONValue, _ current: JSONValue?, at path: JSONPath) -> [ConfigurationChange] {
    guard let members = patch.objectValue else {
      if patch == .null { return current == nil ? [] : [.unset(path)] }
      let keepsSecret = patch == Redaction.mask && current != nil && Redaction(hidden: []).isSecret(path)
      return keepsSecret || patch == current ? [] : [.set(path, patch)]
    }
    guard current?.objectValue != nil else { return path.isRoot ? [] : [.set(path, patch.withoutNulls)] }
    return members.entries.flatMap { entry in
      changes(entry.value, current?[entry.key], at: path.appending(entry.key))
    }
  }
}

extension JSONValue {
  /// What a merge patch makes of nothing: its objects without the members that it takes away.
  fileprivate var withoutNulls: JSONValue {
    guard let object = objectValue else { return self }
    return .object(JSONObject(object.entries.filter { $0.value != .null }.map { ($0.key, $0.value.withoutNulls) }))
  }
}
