import JSON

extension JSON5Document {
  /// The same text with every secret as `***`: for those who may see the configuration and not its secrets.
  func masked() throws(JSON5EditError) -> JSON5Document {
    var document = self
    try document.replace(value.secrets.map { ($0, Redaction.mask) })
    return document
  }

  /// The same text with the secrets of another where this one has only their masks.
  ///
  /// - Throws: `ConfigurationRefusal.masked` where the other has none.
  func unmasked(by other: JSONValue?) throws(ConfigurationRefusal) -> JSON5Document {
    var secrets: [(JSONPath, JSONValue)] = []
    for path in value.secrets where value[path] == Redaction.mask {
      guard let secret = other?[path], secret != Redaction.mask else { throw .masked(path) }
      secrets.append((path, secret))
    }
    var document = self
    do throws(JSON5EditError) { try document.replace(secrets) } catch { throw .impossible(error) }
    return document
  }
}

extension JSONValue {
  /// Where in this value, which stands at a path, something is what reports show in place of a secret; nil for nowhere.
  func mask(at path: JSONPath) -> JSONPath? {
    leaves(at: path).first { $1 == Redaction.mask && Redaction(hidden: []).isSecret($0) }?.0
  }

  /// The paths at which secrets stand, or their masks.
  fileprivate var secrets: [JSONPath] {
    let redaction = Redaction(hidden: [])
    return leaves(at: .root).filter { redaction.apply(to: $1, at: $0) == Redaction.mask }.map(\.0)
  }

  private func leaves(at path: JSONPath) -> [(JSONPath, JSONValue)] {
    switch self {
    case .object(let object): object.entries.flatMap { $0.value.leaves(at: path.appending($0.key)) }
    case .array(let elements): elements.enumerated().flatMap { $1.leaves(at: path.appending(index: $0)) }
    default: [(path, self)]
    }
  }
}

extension ConfigurationSnapshot {
  /// The main file as it is written, secrets masked: its text, and what the text says; nil when it cannot be read.
  package var written: (text: String, value: JSONValue)? {
    do {
      guard let document = try bytes?.parsed(as: path).masked() else { return nil }
      return (String(decoding: document.bytes, as: UTF8.self), document.value)
    } catch { return nil }
  }
}
