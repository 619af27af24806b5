import JSON
import Platform

/// Replaces `${NAME}` in strings by variables: once, never looking at what was put in.
///
/// A name is upper-case letters, digits and `_`, no digit first; anything else stays as written. `$${NAME}` gives the
/// text `${NAME}`.
struct VariableSubstitution {
  /// A variable that a string needs and that is unset or blank.
  struct Unset: Hashable {
    let name: String
    let path: JSONPath
  }

  let environment: Environment
  /// What could not be replaced.
  ///
  /// Such a string is left out of its object, as if it were not there.
  private(set) var unset: [Unset] = []
  /// The paths whose strings hold a variable's value, which may be a secret.
  private(set) var replaced: Set<JSONPath> = []

  init(_ environment: Environment) { self.environment = environment }

  /// A value with all its strings replaced; nil for a string whose variable is unset.
  mutating func apply(to value: JSONValue, at path: JSONPath = .root) -> JSONValue? {
    switch value {
    case .string(let text): return apply(to: text, at: path).map(JSONValue.string)
    case .array(let elements):
      return .array(elements.enumerated().map { apply(to: $1, at: path.appending(index: $0)) ?? $1 })
    case .object(let object):
      let members = object.entries.compactMap { entry in
        apply(to: entry.value, at: path.appending(entry.key)).map { (entry.key, $0) }
      }
      return .object(JSONObject(members))
    default: return value
    }
  }

  private mutating func apply(to text: String, at path: JSONPath) -> String? {
    guard text.utf8.contains(UInt8(ascii: "$")) else { return text }
    var output = ""
    var rest = text[...]
    var isComplete = true
    while let dollar = rest.firstIndex(of: "$") {
      output += rest[..<dollar]
      rest = rest[dollar...]
      if rest.hasPrefix("$$"), let name = Self.reference(rest.dropFirst()) {
        output += "${\(name)}"
        rest = rest.dropFirst(name.utf8.count + 4)
      } else if let name = Self.reference(rest) {
        rest = rest.dropFirst(name.utf8.count + 3)
        replaced.insert(path)
        isComplete = append(name, to: &output, at: path) && isComplete
      } else {
        output.append(rest.removeFirst())
      }
    }
    return isComplete ? output + rest : nil
  }

  private mutating func append(_ name: String, to output: inout String, at path: JSONPath) -> Bool {
    guard environment[name] != nil, let value = environment.values[name] else {
      unset.append(Unset(name: name, path: path))
      return false
    }
    output += value
    return true
  }

  /// The name in `${NAME}` at the start of a text.
  private static func reference(_ text: Substring) -> String? {
    guard text.hasPrefix("${") else { return nil }
    let name = text.dropFirst(2).prefix { $0.isASCII && ($0.isUppercase || $0.isNumber || $0 == "_") }
    guard text[name.endIndex...].first == "}", DotEnv.isName(String(name)) else { return nil }
    return String(name)
  }
}
