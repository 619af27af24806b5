import JSON
import Platform
import Profiles

/// Typed access to a configuration: the value when it is valid, else the registry's default.
struct ConfigurationValues {
  let tree: JSONValue
  let home: AbsolutePath
  /// What relative paths in the file are relative to: the file's own directory.
  let directory: AbsolutePath

  /// The valid value at a path or its default; nil when there is neither.
  func value(_ path: JSONPath) -> JSONValue? {
    guard let key = ConfigurationRegistry.key(at: path) else { return nil }
    if let value = tree[path], key.kind.accepts(value) { return value }
    return key.defaultValue
  }

  func flag(_ path: JSONPath) -> Bool? { value(path)?.boolValue }

  /// The truth of a key that has a default.
  func isOn(_ path: JSONPath) -> Bool { flag(path) == true }

  func integer(_ path: JSONPath) -> Int64? { value(path)?.integerValue }

  /// The port in the file itself; nil when it is absent or none.
  func port(_ path: JSONPath) -> Port? { tree[path]?.integerValue.flatMap { Port(Int($0)) } }

  /// The trimmed text; nil when it is blank, which means the same as absent.
  func text(_ path: JSONPath) -> String? {
    guard let text = value(path)?.stringValue?.trimmingBlanks(), !text.isEmpty else { return nil }
    return text
  }

  func secret(_ path: JSONPath) -> Secret? { text(path).map { Secret($0) } }

  func texts(_ path: JSONPath) -> [String] { value(path)?.arrayValue?.compactMap(\.stringValue) ?? [] }

  func path(_ path: JSONPath) -> AbsolutePath? {
    text(path).flatMap { AbsolutePath(expanding: $0, home: home, relativeTo: directory) }
  }

  /// One of an enumeration's values.
  func choice<Choice: RawRepresentable<String>>(_ path: JSONPath) -> Choice? {
    text(path).flatMap(Choice.init(rawValue:))
  }
}
