import JSON
import Platform
import Profiles

/// Compares a configuration with the registry.
///
/// A wrong value of a key that the gateway needs to start is an issue. Everything else that is wrong or unknown is a
/// warning: the file stays as it is, and the default holds.
struct ConfigurationValidator {
  private let source: ConfigurationSource
  /// Values that came out of variables and may be secret.
  private let hidden: Set<JSONPath>
  private(set) var issues: [ConfigurationProblem] = []
  private(set) var warnings: [ConfigurationProblem] = []

  init(source: ConfigurationSource, hidden: Set<JSONPath>) {
    self.source = source
    self.hidden = hidden
  }

  /// Walks the whole configuration.
  mutating func validate(_ value: JSONValue) {
    check(value, at: .root, ConfigurationRegistry.root)
    for miskey in Miskey.all where miskey.applies(to: value) {
      warnings.append(source.problem(miskey.message, at: miskey.path, pointingAtKey: true))
    }
    warnings += Combination.all(in: value).map { source.problem($0.message, at: $0.path, remedy: $0.remedy) }
    checkCombinations(value)
  }

  private mutating func check(_ value: JSONValue, at path: JSONPath, _ node: ConfigurationRegistry.Node) {
    if let key = node.key {
      if !key.kind.accepts(value) { report(wrong(value, at: path, key), isFatal: key.isNeededToStart) }
      return
    }
    if let element = node.element { return checkElements(of: value, at: path, element) }
    guard let object = value.objectValue else {
      let problem = source.problem("is \(value.kindWithArticle), not a section", at: path, accepted: "an object")
      return report(problem, isFatal: node.isNeededToStart)
    }
    for (name, key) in node.required where object[name] == nil {
      warnings.append(source.problem("has no \(name)", at: path, remedy: "Give it \(key.kind.accepted)"))
    }
    for entry in object.entries {
      let inner = path.appending(entry.key)
      if let child = node.child(entry.key) {
        check(entry.value, at: inner, child)
      } else if !Miskey.all.contains(where: { $0.path == inner }) {
        warnings.append(unknown(entry.key, at: inner, node))
      }
    }
  }

  private mutating func checkElements(
    of value: JSONValue, at path: JSONPath, _ element: ConfigurationRegistry.Node
  ) {
    guard let elements = value.arrayValue else {
      return warnings.append(
        source.problem("is \(value.kindWithArticle), not a list", at: path, accepted: "an array"))
    }
    for (index, value) in elements.enumerated() { check(value, at: path.appending(index: index), element) }
  }

  private mutating func report(_ problem: ConfigurationProblem, isFatal: Bool) {
    if isFatal { issues.append(problem) } else { warnings.append(problem) }
  }

  private func wrong(_ value: JSONValue, at path: JSONPath, _ key: ConfigurationKey) -> ConfigurationProblem {
    let isShown = !key.isSecret && !hidden.contains(path)
    let message = isShown ? "cannot be \(value.shown)" : "cannot be \(value.kindWithArticle)"
    return source.problem(message, at: path, accepted: key.kind.accepted)
  }

  private func unknown(
    _ name: String, at path: JSONPath, _ node: ConfigurationRegistry.Node
  ) -> ConfigurationProblem {
    let isNameLike = name.utf8.count <= 64
    let guess = node.names.first {
      isNameLike && ($0.lowercased() == name.lowercased() || $0.isOneEditAway(from: name))
    }
    let remedy = guess.map { "Did you mean \($0)?" }
    var problem = source.problem(
      "is not a known key; it is kept and not used", at: path, pointingAtKey: true, remedy: remedy)
    problem.isUnknownKey = true
    return problem
  }

  /// What is wrong only together with something else and keeps the gateway from starting.
  private mutating func checkCombinations(_ value: JSONValue) {
    let gateway = value["gateway"]
    if gateway?["tls"]?["enabled"]?.boolValue == true {
      let remedy = "Set it to false and use Tailscale Serve, an SSH tunnel or a reverse proxy"
      issues.append(
        source.problem(
          "TLS is not offered, and nothing is served in the clear instead", at: "gateway.tls.enabled", remedy: remedy))
    }
    if gateway?["bind"] == "custom", gateway?["customBindHost"] == nil {
      issues.append(
        source.problem(
          "is \"custom\", but gateway.customBindHost is not set", at: "gateway.bind",
          remedy: "Set gateway.customBindHost to an IPv4 address of this machine"))
    }
    if let port = gateway?["port"]?.integerValue.flatMap({ Port(Int(clamping: $0)) }) { checkFamily(of: port) }
  }

  /// The ports that follow from the base have to be ports too.
  private mutating func checkFamily(of base: Port) {
    do throws(PortPlanError) { _ = try PortPlan(base: base) } catch {
      issues.append(
        source.problem(
          "is too high: \(error)", at: "gateway.port", remedy: "Choose \(PortPlan.highestBase) or less"))
    }
  }
}

extension JSONValue {
  /// The kind with its article: `a string`.
  fileprivate var kindWithArticle: String {
    switch self {
    case .null: "null"
    case .array, .object, .integer: "an \(kindName)"
    default: "a \(kindName)"
    }
  }

  /// A scalar as it is written, cut when it is long; of anything else the kind.
  fileprivate var shown: String {
    switch self {
    case .array, .object: kindWithArticle
    case .string(let text) where text.utf8.count > 40: "\"\(text.prefix(40))…\""
    default: text()
    }
  }
}

extension String {
  /// Whether one character more, less or different makes the other text.
  fileprivate func isOneEditAway(from other: String) -> Bool {
    guard abs(utf8.count - other.utf8.count) <= 4 else { return false }
    let (short, long) = count <= other.count ? (Array(self), Array(other)) : (Array(other), Array(self))
    let common = zip(short, long).prefix { $0 == $1 }.count
    switch long.count - short.count {
    case 0: return short.dropFirst(common + 1) == long.dropFirst(common + 1)
    case 1: return short.dropFirst(common) == long.dropFirst(common + 1)
    default: return false
    }
  }
}
