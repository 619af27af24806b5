import JSON
import Platform

/// A configuration file as it is and as it would be after a change.
package struct ConfigurationDraft: Sendable {
  /// The file's bytes; nil when there is no file.
  package let before: [UInt8]?
  /// The bytes that it would have: what was not asked for is as before, comments and spacing included.
  package let after: [UInt8]
  /// What `before` says.
  package let current: ConfigurationSnapshot
  /// What `after` says.
  package let proposed: ConfigurationSnapshot

  /// Whether the file says already what it is to say.
  package var changesNothing: Bool { before == after }

  /// What the change makes doubtful: warnings that were not there before it.
  package var newWarnings: [ConfigurationProblem] { proposed.warnings.filter { !$0.isAmong(current.warnings) } }

  /// Makes the changes in memory, one after the other.
  ///
  /// - Throws: `ConfigurationRefusal` when the file cannot be read, the key comes from an included file or has no place,
  ///   or the value is wrong.
  init(
    _ changes: [ConfigurationChange], to before: [UInt8]?, at path: AbsolutePath,
    load: ([UInt8]?) -> ConfigurationSnapshot, read: @escaping IncludeResolver.Read
  ) throws(ConfigurationRefusal) {
    var edited = before
    for change in changes { edited = try Self.document(edited, after: change, at: path, read: read).bytes }
    self.before = before
    after = edited ?? []
    current = load(before)
    proposed = load(edited)
    let wrong = (proposed.issues.filter { !$0.isAmong(current.issues) }) + newWarnings.filter { $0.accepted != nil }
    if !wrong.isEmpty { throw .rejected(wrong) }
  }

  private static func document(_ bytes: [UInt8]?, _ path: AbsolutePath) throws(ConfigurationRefusal) -> JSON5Document {
    do throws(ConfigurationProblem) {
      let document = try (bytes ?? Array("{}\n".utf8)).parsed(as: path)
      if document.value.objectValue != nil { return document }
      throw ConfigurationProblem("is no object", in: path, position: document.location(of: .root))
    } catch { throw .unreadable(error) }
  }

  /// The file's document after a change; one that cannot be read can only be replaced.
  private static func document(
    _ bytes: [UInt8]?, after change: ConfigurationChange, at path: AbsolutePath, read: @escaping IncludeResolver.Read
  ) throws(ConfigurationRefusal) -> JSON5Document {
    switch change {
    case .set, .unset: return try edit(document(bytes, path), by: change, at: path, read: read)
    case .merge(let patch):
      var document = try document(bytes, path)
      for step in MergePatch(patch: patch).changes(of: document.value) {
        document = try edit(document, by: step, at: path, read: read)
      }
      return document
    case .replace(let text):
      return try document(text, path).unmasked(by: readable(bytes, path)?.value)
    }
  }

  /// Nil for a file that cannot be read, which is no reason not to replace it.
  private static func readable(_ bytes: [UInt8]?, _ path: AbsolutePath) -> JSON5Document? {
    do throws(ConfigurationRefusal) { return try document(bytes, path) } catch { return nil }
  }

  private static func edit(
    _ document: JSON5Document, by change: ConfigurationChange, at path: AbsolutePath,
    read: @escaping IncludeResolver.Read
  ) throws(ConfigurationRefusal) -> JSON5Document {
    if case .set(let key, let value) = change, let mask = value.mask(at: key) { throw .masked(mask) }
    var edited = document
    let before = Included(document, at: path, read: read)
    if let part = before.holder(of: change.path) { throw part }
    do throws(JSON5EditError) {
      switch change {
      case .set(let key, let value): try edited.set(key, value)
      case .unset(let key): try edited.remove(key)
      case .merge, .replace: break
      }
    } catch { throw ConfigurationRefusal(error) }
    if case .set(let key, let value) = change, let part = Included(edited, at: path, read: read).override(key, value) {
      throw part
    }
    return edited
  }
}

extension ConfigurationRefusal {
  fileprivate init(_ error: JSON5EditError) {
    if case .absent(let path) = error { self = .absent(path) } else { self = .impossible(error) }
  }
}

extension ConfigurationProblem {
  /// Whether the same is wrong in other problems, on whatever line.
  fileprivate func isAmong(_ others: [ConfigurationProblem]) -> Bool {
    others.contains { ($0.file, $0.path, $0.message) == (file, path, message) }
  }
}

/// What the files that a document includes say, variables not put in.
private struct Included {
  let document: JSON5Document
  let value: JSONValue
  let parts: ArraySlice<ConfigurationSource.Part>

  init(_ document: JSON5Document, at path: AbsolutePath, read: @escaping IncludeResolver.Read) {
    self.document = document
    var resolver = IncludeResolver(main: .init(file: path, document: document, mount: .root), read: read)
    value = resolver.resolve()
    parts = resolver.source.parts.dropFirst()
  }

  /// Names the included file that alone says what stands at a path; nil when the main file does, or nobody.
  func holder(of path: JSONPath) -> ConfigurationRefusal? {
    document.location(of: path) == nil ? refusal(path) : nil
  }

  /// Names the included file because of which a value does not hold though the main file says it.
  func override(_ path: JSONPath, _ wanted: JSONValue) -> ConfigurationRefusal? {
    value[path] == wanted ? nil : refusal(path) ?? parts.first.map { .included(path, in: $0.file, position: nil) }
  }

  private func refusal(_ path: JSONPath) -> ConfigurationRefusal? {
    for part in parts where path.isWithin(part.mount) {
      let inner = JSONPath(Array(path.segments.dropFirst(part.mount.segments.count)))
      if let position = part.document.location(of: inner) {
        return .included(path, in: part.file, position: position)
      }
    }
    return nil
  }
}
