import JSON
import Platform

/// The variables in force and where each comes from.
///
/// No layer overrides a variable that a higher one has set.
package struct LayeredEnvironment: Hashable, Sendable {
  /// Where a variable comes from.
  package enum Origin: Hashable, Sendable {
    /// The process's own environment.
    case process
    /// A `.env` file.
    case file(AbsolutePath)
    /// The configuration's `env` section.
    case configuration(AbsolutePath)
  }

  /// The variables of all layers.
  package private(set) var environment: Environment
  private var origins: [String: Origin] = [:]

  /// The process's own variables: the highest layer.
  package init(_ process: Environment) { environment = process }

  /// Where a variable comes from; nil when it is unset.
  package func origin(of name: String) -> Origin? {
    environment.values[name] == nil ? nil : origins[name] ?? .process
  }

  /// Adds a `.env` file's variables below those that exist.
  ///
  /// An empty variable exists, unless it is one of ours: a unit holds `OPENCLAW_GATEWAY_TOKEN=` as a placeholder.
  mutating func add(_ file: DotEnv, from path: AbsolutePath, where isAllowed: (String) -> Bool) {
    for (name, value) in file.values where isAllowed(name) {
      let exists = Self.isOurs(name) ? environment[name] != nil : environment.values[name] != nil
      if !exists { set(name, value, .file(path)) }
    }
  }

  /// Adds an entry of the configuration's `env` section, unless the variable has a value that is not blank.
  mutating func add(_ name: String, _ value: String, from path: AbsolutePath) {
    if environment[name] == nil { set(name, value, .configuration(path)) }
  }

  private mutating func set(_ name: String, _ value: String, _ origin: Origin) {
    environment.values[name] = value
    origins[name] = origin
  }

  /// Whether a variable decides about gateways: a `.env` of the working directory may not set it.
  static func isOurs(_ name: String) -> Bool {
    ["OPENCLAW_", "MOLTBOT_", "CLAWDBOT_"].contains { name.hasPrefix($0) }
  }
}
