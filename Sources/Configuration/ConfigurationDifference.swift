import JSON

/// A key that has another value in one configuration than in another.
package struct ConfigurationDifference: Hashable, Sendable {
  /// The key; a list is compared as a whole.
  package let path: JSONPath
  /// The one value, secrets as `***`; nil when there is none.
  package let before: JSONValue?
  /// The other value, likewise.
  package let after: JSONValue?

  /// Every key that differs: those of `after` in their order, then those that only `before` has.
  static func all(from before: JSONValue, to after: JSONValue, hidden: Set<JSONPath>) -> [ConfigurationDifference] {
    let (old, new) = (leaves(before, at: .root), leaves(after, at: .root))
    let oldValues = Dictionary(old) { $1 }
    let newPaths = Set(new.map(\.0))
    let changed = new.filter { oldValues[$0.0] != $0.1 }.map { ($0.0, oldValues[$0.0], Optional($0.1)) }
    let removed = old.filter { !newPaths.contains($0.0) }.map { ($0.0, Optional($0.1), JSONValue?.none) }
    let redaction = Redaction(hidden: hidden)
    return (changed + removed).map { path, before, after in
      ConfigurationDifference(
        path: path, before: before.map { redaction.apply(to: $0, at: path) },
        after: after.map { redaction.apply(to: $0, at: path) })
    }
  }

  private static func leaves(_ value: JSONValue, at path: JSONPath) -> [(JSONPath, JSONValue)] {
    guard let object = value.objectValue, !object.isEmpty else { return path.isRoot ? [] : [(path, value)] }
    return object.entries.flatMap { leaves($0.value, at: path.appending($0.key)) }
  }
}
