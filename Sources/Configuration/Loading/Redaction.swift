import JSON

/// Replaces what may be secret by `***`.
///
/// Masked are the values of the registry's secret keys, strings under names that sound like a secret, fields of HTTP
/// requests, and strings that a variable was put into.
struct Redaction {
  static let mask: JSONValue = "***"

  /// The paths of strings that a variable was put into.
  let hidden: Set<JSONPath>

  func apply(to value: JSONValue, at path: JSONPath = .root) -> JSONValue {
    switch value {
    case .object(let object):
      return .object(JSONObject(object.entries.map { ($0.key, apply(to: $0.value, at: path.appending($0.key))) }))
    case .array(let elements):
      return .array(elements.enumerated().map { apply(to: $1, at: path.appending(index: $0)) })
    case .string(let text) where !text.isEmpty && isSecret(path): return Self.mask
    case .integer where ConfigurationRegistry.key(at: path)?.isSecret ?? false: return Self.mask
    default: return value
    }
  }

  /// The texts that are masked in a value.
  func secrets(in value: JSONValue, at path: JSONPath = .root) -> [String] {
    switch value {
    case .object(let object): object.entries.flatMap { secrets(in: $0.value, at: path.appending($0.key)) }
    case .array(let elements): elements.enumerated().flatMap { secrets(in: $1, at: path.appending(index: $0)) }
    case .string(let text): isSecret(path) ? [text] : []
    case .integer(let number): ConfigurationRegistry.key(at: path)?.isSecret ?? false ? [String(number)] : []
    default: []
    }
  }

  /// Whether a string at a path is masked.
  func isSecret(_ path: JSONPath) -> Bool {
    if hidden.contains(path) || ConfigurationRegistry.key(at: path)?.isSecret ?? false { return true }
    let names = path.segments.compactMap { if case .key(let key) = $0 { key.lowercased() } else { nil } }
    guard let name = names.last, !name.hasSuffix("file") else { return false }
    let sounds = ["token", "password", "secret", "apikey", "api_key", "credential", "authorization"]
    return sounds.contains(where: name.contains) || names.dropLast().last == "headers"
  }
}
