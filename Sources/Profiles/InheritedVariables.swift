import Platform

/// What an environment says of a gateway's place, and whose gateway that is.
struct InheritedVariables {
  let environment: Environment
  let home: AbsolutePath
  let workingDirectory: AbsolutePath

  /// A variable read as a path; nil when it is unset or blank.
  func path(_ variable: String) throws(ProfileError) -> AbsolutePath? {
    guard let text = environment[variable] else { return nil }
    guard let path = AbsolutePath(expanding: text, home: home, relativeTo: workingDirectory) else {
      throw ProfileError.badPath(variable: variable, value: text)
    }
    return path
  }

  /// `OPENCLAW_SYSTEMD_UNIT`, with or without `.service`; nil when it is unset or blank.
  func unitName() throws(ProfileError) -> String? {
    guard let text = environment["OPENCLAW_SYSTEMD_UNIT"] else { return nil }
    guard let name = ServiceIdentity.completeUnitName(text) else {
      throw ProfileError.badUnitName(variable: "OPENCLAW_SYSTEMD_UNIT", value: text)
    }
    return name
  }

  /// `OPENCLAW_LAUNCHD_LABEL`; nil when it is unset or blank.
  func launchdLabel() throws(ProfileError) -> String? {
    guard let text = environment["OPENCLAW_LAUNCHD_LABEL"] else { return nil }
    guard ServiceIdentity.isLaunchdLabel(text) else {
      throw ProfileError.badLaunchdLabel(variable: "OPENCLAW_LAUNCHD_LABEL", value: text)
    }
    return text
  }

  /// The variables, among those that locate or identify a gateway, that are not of profile `name`.
  func foreign(to name: ProfileName) throws(ProfileError) -> [String] {
    if isWholly(anotherThan: name) {
      let all = ProfileSelection.locatingVariables + ProfileSelection.identifyingVariables
      return all.filter { environment[$0] != nil }
    }
    var foreign: [String] = []
    if let state = try path("OPENCLAW_STATE_DIR"), isCanonical(state, ofAnotherThan: name) {
      foreign.append("OPENCLAW_STATE_DIR")
    }
    if let config = try path("OPENCLAW_CONFIG_PATH"), config.lastComponent == "openclaw.json",
      isCanonical(config.parent, ofAnotherThan: name)
    {
      foreign.append("OPENCLAW_CONFIG_PATH")
    }
    if let owner = try unitName().flatMap(ServiceIdentity.profile(ofUnit:)), owner != name {
      foreign.append("OPENCLAW_SYSTEMD_UNIT")
    }
    if let owner = try launchdLabel().flatMap(ServiceIdentity.profile(ofLabel:)), owner != name {
      foreign.append("OPENCLAW_LAUNCHD_LABEL")
    }
    return foreign
  }

  /// Whether all of it comes from the gateway of another profile: it says so, or it bears a gateway's marker and means
  /// the default profile by naming none.
  private func isWholly(anotherThan name: ProfileName) -> Bool {
    guard let text = environment["OPENCLAW_PROFILE"] else {
      return name != .default && environment["OPENCLAW_SERVICE_MARKER"] != nil
    }
    do { return try ProfileName(text) != name } catch { return true }
  }

  private func isCanonical(_ directory: AbsolutePath, ofAnotherThan name: ProfileName) -> Bool {
    Profile.name(ofStateDirectory: directory, home: home).map { $0 != name } ?? false
  }
}
