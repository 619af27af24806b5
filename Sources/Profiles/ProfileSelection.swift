import Platform

/// Which profile a command acts on, decided from the flag, the environment and the home directory.
package struct ProfileSelection: Hashable, Sendable {
  /// The profile, at the places that the variables which count give it.
  package let profile: Profile
  /// The environment without the variables that belong to another gateway.
  package let environment: Environment
  /// At most one line: which inherited variables the flag overruled, and why.
  package let warnings: [String]

  /// The variables that say where a gateway is and how to reach it.
  package static let locatingVariables = [
    "OPENCLAW_STATE_DIR", "OPENCLAW_CONFIG_PATH", "OPENCLAW_GATEWAY_PORT", "OPENCLAW_GATEWAY_TOKEN",
    "OPENCLAW_GATEWAY_PASSWORD", "OPENCLAW_SYSTEMD_UNIT", "OPENCLAW_LAUNCHD_LABEL", "OPENCLAW_CANVAS_HOST_PORT",
  ]

  /// The variables by which a gateway's unit marks its processes; dropped along with the locating ones.
  static let identifyingVariables = [
    "OPENCLAW_SERVICE_MARKER", "OPENCLAW_SERVICE_KIND", "OPENCLAW_SERVICE_VERSION",
  ]

  /// Decides the profile.
  ///
  /// A variable the user set counts, unless it is visibly another gateway's: it comes with that gateway's
  /// `OPENCLAW_PROFILE` or service marker, or it is another profile's canonical path or unit name.
  ///
  /// - Parameters:
  ///   - flag: the value of `--profile`, `dev` for `--dev`, nil for neither.
  ///   - workingDirectory: what relative paths in variables are relative to.
  /// - Throws: `ProfileError`. An inherited `OPENCLAW_PROFILE` that is no name is an error only without a flag.
  package init(
    flag: String?, environment: Environment, home: AbsolutePath, workingDirectory: AbsolutePath
  ) throws(ProfileError) {
    let named = flag ?? environment["OPENCLAW_PROFILE"]
    let name = try ProfileName(named ?? "")
    let inherited = InheritedVariables(environment: environment, home: home, workingDirectory: workingDirectory)
    let dropped = named == nil ? [] : try inherited.foreign(to: name)
    var kept = environment
    for variable in dropped { kept.values[variable] = nil }
    kept.values["OPENCLAW_PROFILE"] = name == .default ? nil : name.text
    let own = InheritedVariables(environment: kept, home: home, workingDirectory: workingDirectory)
    profile = Profile(
      name, home: home, stateDirectory: try own.path("OPENCLAW_STATE_DIR"),
      configPath: try own.path("OPENCLAW_CONFIG_PATH"), unitName: try own.unitName(),
      launchdLabel: try own.launchdLabel())
    self.environment = kept
    warnings = Self.warnings(dropped.filter(Self.locatingVariables.contains), name)
  }

  private static func warnings(_ dropped: [String], _ name: ProfileName) -> [String] {
    if dropped.isEmpty { return [] }
    return ["ignoring \(dropped.joined(separator: ", ")): inherited from another gateway, not of profile \(name)"]
  }
}
