import JSON
import Platform

extension ConfigurationSnapshot {
  /// What holds at a path: what the file says, else the default; nil when neither says anything.
  ///
  /// Secrets are `***` unless they are to be revealed, which is for a person at a terminal only.
  package func value(at path: JSONPath, revealingSecrets: Bool = false) -> JSONValue? {
    ConfigurationRegistry.defaults.overlaid(by: revealingSecrets ? revealed.value : redacted)[path]
  }

  /// Every secret that the file and what it includes give, variables put in, so that no log need show one.
  package var secrets: Set<Secret> { Set(Redaction(hidden: []).secrets(in: revealed.value).map { Secret($0) }) }

  /// Whether the file says something at a path, or below it.
  package func isSet(_ path: JSONPath) -> Bool { redacted[path] != nil }

  /// Whether a newer version of the program wrote the file.
  package var isNewer: Bool { warnings.contains { $0.path == Self.versionPath } }

  /// The key that says which version wrote the file.
  package static let versionPath: JSONPath = "meta.lastTouchedVersion"

  /// Whether a variable was put into the string at a path.
  package func comesFromVariable(_ path: JSONPath) -> Bool { revealed.hidden.contains(path) }

  /// Where the file says something else than the defaults, in the order of its keys.
  package var differencesFromDefaults: [ConfigurationDifference] {
    ConfigurationDifference.all(
      from: ConfigurationRegistry.defaults, to: ConfigurationRegistry.defaults.overlaid(by: revealed.value),
      hidden: revealed.hidden)
  }

  /// Where something else holds than in an earlier reading, defaults and variables put in.
  ///
  /// A section that is there and empty says nothing.
  package func differences(from earlier: ConfigurationSnapshot) -> [ConfigurationDifference] {
    let defaults = ConfigurationRegistry.defaults
    return ConfigurationDifference.all(
      from: defaults.overlaid(by: earlier.revealed.value), to: defaults.overlaid(by: revealed.value),
      hidden: earlier.revealed.hidden.union(revealed.hidden)
    ).filter { ($0.before ?? [:]) != [:] || ($0.after ?? [:]) != [:] }
  }

  /// Where the main file says something else than an earlier text of it, variables not put in.
  ///
  /// - Throws: `ConfigurationProblem` when either cannot be read.
  package func differences(
    fromEarlier bytes: [UInt8], at file: AbsolutePath
  ) throws(ConfigurationProblem) -> [ConfigurationDifference] {
    let earlier = try bytes.parsed(as: file).value
    let now = try self.bytes?.parsed(as: path).value ?? [:]
    return ConfigurationDifference.all(from: earlier, to: now, hidden: [])
  }
}
