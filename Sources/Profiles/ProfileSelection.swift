import Platform

/// Which profile a command acts on, decided from the flag, the environment and the home directory.
package struct ProfileSelection: Hashable, Sendable {
  package let profile: Profile
  /// The environment without the variables that belong to another gateway.
  package let environment: Environment
  /// At most one line: which inherited variables the flag overruled, and why.
  package let warnings: [String]

  /// The variables that say where a gateway is. Inherited from another gateway they are dropped together.
  package static let locatingVariables = [
    "OPENCLAW_STATE_DIR", "OPENCLAW_CONFIG_PATH", "OPENCLAW_GATEWAY_PORT", "OPENCLAW_GATEWAY_TOKEN",
    "OPENCLAW_GATEWAY_PASSWORD", "OPENCLAW_SYSTEMD_UNIT", "OPENCLAW_LAUNCHD_LABEL", "OPENCLAW_CANVAS_HOST_PORT",
  ]

  /// Decides the profile. A variable the user set counts, unless it is visibly another gateway's: it comes with that
  /// gateway's `OPENCLAW_PROFILE` or service marker, or it is another profile's canonical path.
  ///
  /// - Parameters:
  ///   - flag: the value of `--profile`, `dev` for `--dev`, nil for neither.
  ///   - workingDirectory: what relative paths in variables are relative to.
  /// - Throws: `ProfileError`.
  package init(
    flag: String?, environment: Environment, home: AbsolutePath, workingDirectory: AbsolutePath
  ) throws(ProfileError) {
    let inherited = try ProfileName(environment["OPENCLAW_PROFILE"] ?? "")
    let name = try flag.map { text throws(ProfileError) in try ProfileName(text) } ?? inherited
    let isNamedExplicitly = flag != nil || environment["OPENCLAW_PROFILE"] != nil
    let locations = VariablePaths(environment: environment, home: home, workingDirectory: workingDirectory)
    let dropped = isNamedExplicitly ? try Self.foreignVariables(name, inherited, environment, locations) : []
    var kept = environment
    for variable in dropped { kept.values[variable] = nil }
    kept.values["OPENCLAW_PROFILE"] = name == .default ? nil : name.text
    let paths = VariablePaths(environment: kept, home: home, workingDirectory: workingDirectory)
    self.profile = Profile(
      name, home: home, stateDirectory: try paths["OPENCLAW_STATE_DIR"], configPath: try paths["OPENCLAW_CONFIG_PATH"],
      unitName: kept["OPENCLAW_SYSTEMD_UNIT"].map { $0.hasSuffix(".service") ? $0 : "\($0).service" })
    self.environment = kept
    warnings =
      dropped.isEmpty
      ? [] : ["ignoring \(dropped.joined(separator: ", ")): inherited from another gateway, not of profile \(name)"]
  }

  private static func foreignVariables(
    _ name: ProfileName, _ inherited: ProfileName, _ environment: Environment, _ paths: VariablePaths
  ) throws(ProfileError) -> [String] {
    let isAnotherGateways = inherited != name
      && (environment["OPENCLAW_PROFILE"] != nil || environment["OPENCLAW_SERVICE_MARKER"] != nil)
    if isAnotherGateways { return locatingVariables.filter { environment[$0] != nil } }
    var foreign: [String] = []
    if let state = try paths["OPENCLAW_STATE_DIR"], paths.isCanonical(state, ofAnotherThan: name) {
      foreign.append("OPENCLAW_STATE_DIR")
    }
    if let config = try paths["OPENCLAW_CONFIG_PATH"], config.lastComponent == "openclaw.json",
      paths.isCanonical(config.parent, ofAnotherThan: name)
    {
      foreign.append("OPENCLAW_CONFIG_PATH")
    }
    return foreign
  }
}

/// The variables that hold paths, read as paths.
private struct VariablePaths {
  let environment: Environment
  let home: AbsolutePath
  let workingDirectory: AbsolutePath

  subscript(_ variable: String) -> AbsolutePath? {
    get throws(ProfileError) {
      guard let text = environment[variable] else { return nil }
      guard let path = AbsolutePath(expanding: text, home: home, relativeTo: workingDirectory) else {
        throw ProfileError.badPath(variable: variable, value: text)
      }
      return path
    }
  }

  /// Whether a directory is `~/.openclaw` or `~/.openclaw-<other>` of a profile that is not `name`.
  func isCanonical(_ directory: AbsolutePath, ofAnotherThan name: ProfileName) -> Bool {
    guard directory != Profile.canonicalStateDirectory(name, home: home), directory.parent == home else { return false }
    return directory.lastComponent == ".openclaw" || directory.lastComponent.hasPrefix(".openclaw-")
  }
}

extension AbsolutePath {
  /// Reads a path as people write it: `~` and `~/x` stand for the home directory, the rest may be relative.
  package init?(expanding text: String, home: AbsolutePath, relativeTo base: AbsolutePath) {
    let expanded = text == "~" || text.hasPrefix("~/") ? home.string + text.dropFirst() : text
    self.init(expanded, relativeTo: base)
  }
}
