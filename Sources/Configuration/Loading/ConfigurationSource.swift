import JSON
import Platform

/// The files a configuration was read from, the main one first, and what each contributes where.
struct ConfigurationSource: Sendable {
  /// One file, read at one place of the configuration.
  struct Part: Sendable {
    let file: AbsolutePath
    let document: JSON5Document
    /// Where in the configuration the file's root stands.
    let mount: JSONPath
  }

  /// The main file, then included ones, each after the file that includes it.
  var parts: [Part]

  /// A problem with the value at a path, placed in the file that the value comes from.
  func problem(
    _ message: String, at path: JSONPath, pointingAtKey: Bool = false, accepted: String? = nil, remedy: String? = nil
  ) -> ConfigurationProblem {
    let place = location(of: path, pointingAtKey)
    return ConfigurationProblem(
      message, at: path, in: place.file, position: place.position, accepted: accepted, remedy: remedy)
  }

  /// The place of a value, or of what is nearest around it.
  private func location(of path: JSONPath, _ pointingAtKey: Bool) -> (file: AbsolutePath, position: TextPosition) {
    let wanted = parts.count > 1 ? path.withoutIndexes : path
    for part in parts where wanted.isWithin(part.mount) {
      let inner = JSONPath(Array(wanted.segments.dropFirst(part.mount.segments.count)))
      let key = pointingAtKey ? part.document.keyLocation(of: inner) : nil
      if let position = key ?? part.document.location(of: inner) { return (part.file, position) }
    }
    if wanted.isRoot || parts.isEmpty { return (parts.first?.file ?? .root, TextPosition(line: 1, column: 1)) }
    return location(of: wanted.parent, pointingAtKey)
  }
}

extension JSONPath {
  /// The path up to the first element of an array: merged arrays do not keep their files' indexes.
  fileprivate var withoutIndexes: JSONPath {
    JSONPath(Array(segments.prefix { if case .key = $0 { true } else { false } }))
  }
}
