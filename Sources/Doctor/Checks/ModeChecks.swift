import Platform

/// Checks that nobody but the owner can look into what a profile keeps, one for each kind of file.
enum ModeChecks {
  static let all: [Check] = [
    check("state-dir-open", "the state directory", of: [.stateDirectory], mode: 0o700),
    check("config-open", "the config", of: [.configuration], mode: 0o600),
    check("config-include-open", "a file that the config includes", of: [.includedConfiguration], mode: 0o600),
    check("env-file-open", "the variables of .env", of: [.environmentFile], mode: 0o600),
    check("credentials-dir-open", "the directory of credentials", of: [.credentials], mode: 0o700),
    check("credentials-open", "credentials", of: [.credential], mode: 0o600),
    check("auth-profiles-open", "an agent's credentials", of: [.agentProfiles], mode: 0o600),
    check("sessions-dir-open", "a directory of sessions", of: [.sessions], mode: 0o700),
    check("sessions-open", "an agent's sessions", of: [.sessionStore], mode: 0o600),
    check("log-open", "the log", of: [.logFile], mode: 0o600),
  ]

  private static func check(_ id: String, _ what: String, of roles: Set<Place.Role>, mode: UInt32) -> Check {
    Check(
      id, .state, .warn, "Others can get at \(what)", cure: "sets mode \(mode.octalMode)", needs: [.files]
    ) { examination in
      examination.places.filter { roles.contains($0.role) }.compactMap { symptom($0, what, mode, examination) }
    }
  }

  private static func symptom(
    _ place: Place, _ what: String, _ wanted: UInt32, _ examination: Examination
  ) -> Symptom? {
    guard let target = place.target, target.mode & 0o077 != 0 else { return nil }
    let isOwn = target.userID == examination.host.account.userID
    // A link is somebody's arrangement: what it leads to is not ours to change.
    let repair = place.mode != nil && isOwn ? Repair.setMode(place.path, wanted) : nil
    return Symptom(
      "others can \(target.mode & 0o022 != 0 ? "change" : "read") \(what)", at: place.path.string,
      evidence: "mode \(target.mode.octalMode)", remedy: "chmod \(String(wanted, radix: 8)) \(place.path)",
      repair: repair,
      severity: target.mode & 0o002 != 0 ? .critical : nil)
  }
}
