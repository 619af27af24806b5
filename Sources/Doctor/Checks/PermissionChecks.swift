import Configuration
import Platform
import Profiles
import Services

/// The security audit's checks of files: who can read or change them, one check for each kind of file and each danger.
enum PermissionChecks {
  static let all: [Check] =
    directory("fs.state_dir", "the state directory", .stateDirectory)
    + [link("fs.state_dir.symlink", "the state directory", .stateDirectory)]
    + configuration("fs.config", "the config", .configuration)
    + [link("fs.config.symlink", "the config", .configuration)]
    + configuration("fs.config_include", "a file that the config includes", .includedConfiguration)
    + secret("fs.env_file", "the variables of .env", .environmentFile, 0o600)
    + secret("fs.credentials_dir", "the directory of credentials", .credentials, 0o700)
    + secret("fs.credentials", "credentials", .credential, 0o600)
    + secret("fs.auth_profiles", "an agent's credentials", .agentProfiles, 0o600)
    + [
      check("fs.sessions_store.perms_readable", .warn, "an agent's sessions", .sessionStore, 0o600, bits: 0o077),
      check("fs.log_file.perms_readable", .warn, "the log", .logFile, 0o600, bits: 0o077),
      Check("fs.synced_dir", .security, .warn, "The state lies in a folder that is copied to a cloud", look: synced),
      Check(
        "fs.unit.perms_writable", .security, .critical, "Others can change the unit",
        cure: "sets mode 0644, where this account owns it", needs: [.definition], look: unit),
      Check(
        "fs.executable.perms_writable", .security, .critical, "Others can change the program that the unit starts",
        needs: [.program], look: program),
    ]

  private static func directory(_ id: String, _ what: String, _ role: Place.Role) -> [Check] {
    [
      check("\(id).perms_world_writable", .critical, what, role, 0o700, bits: 0o002),
      check("\(id).perms_group_writable", .warn, what, role, 0o700, bits: 0o020, unless: 0o002),
      check("\(id).perms_readable", .warn, what, role, 0o700, bits: 0o055, unless: 0o022),
    ]
  }

  private static func configuration(_ id: String, _ what: String, _ role: Place.Role) -> [Check] {
    [
      check("\(id).perms_writable", .critical, what, role, 0o600, bits: 0o022),
      check("\(id).perms_world_readable", .critical, what, role, 0o600, bits: 0o004, unless: 0o022),
      check("\(id).perms_group_readable", .warn, what, role, 0o600, bits: 0o040, unless: 0o026),
    ]
  }

  private static func secret(_ id: String, _ what: String, _ role: Place.Role, _ mode: UInt32) -> [Check] {
    [
      check("\(id).perms_writable", .critical, what, role, mode, bits: 0o022),
      check("\(id).perms_readable", .warn, what, role, mode, bits: 0o055, unless: 0o022),
    ]
  }

  /// A check that finds files with one of some permission bits, unless they have one of the worse ones.
  private static func check(
    _ id: String, _ severity: Finding.Severity, _ what: String, _ role: Place.Role, _ wanted: UInt32, bits: UInt32,
    unless worse: UInt32 = 0
  ) -> Check {
    let verb = bits & 0o022 != 0 && bits & 0o044 == 0 ? "change" : "read"
    return Check(
      id, .security, severity, "Others can \(verb) \(what)", cure: "sets mode \(wanted.octalMode)", needs: [.files]
    ) { examination in
      examination.places.filter { $0.role == role }.compactMap { place in
        guard let target = place.target, target.mode & bits != 0, target.mode & worse == 0 else { return nil }
        let isOwn = target.userID == examination.host.account.userID
        return Symptom(
          "others can \(verb) \(what)", at: place.path.string, evidence: "mode \(target.mode.octalMode)",
          remedy: "chmod \(String(wanted, radix: 8)) \(place.path)",
          repair: place.mode != nil && isOwn ? .setMode(place.path, wanted) : nil)
      }
    }
  }

  private static func link(_ id: String, _ what: String, _ role: Place.Role) -> Check {
    Check(id, .security, .warn, "\(what.prefix(1).uppercased() + what.dropFirst()) is a link", needs: [.files]) {
      examination in
      examination.places.filter { $0.role == role && $0.entry?.kind == .symbolicLink }.map { place in
        Symptom("\(what) is a link", at: place.path.string, remedy: "ls -l \(place.path)")
      }
    }
  }

  private static func synced(_ examination: Examination) -> [Symptom] {
    let places = [examination.profile.stateDirectory, examination.profile.configPath]
    let synced = places.first { place in
      let text = place.string.lowercased()
      return ["icloud", "dropbox", "google drive", "googledrive", "onedrive"].contains { text.contains($0) }
    }
    return synced.map { [Symptom("the state is copied to a cloud", at: $0.string, remedy: "choose another directory")] }
      ?? []
  }

  static func unit(_ examination: Examination) -> [Symptom] {
    guard let service = examination.unit, let mode = examination.definition?.mode, mode & 0o022 != 0 else { return [] }
    let wanted: UInt32 = service.definition.agent == nil ? 0o644 : 0o600
    return [
      Symptom(
        "others can change the unit, and so what the gateway's account runs", at: service.path.string,
        evidence: "mode \(mode.octalMode)", remedy: "chmod \(wanted.octalMode) \(service.path)",
        repair: service.scope == .user ? .setMode(service.path, wanted) : nil)
    ]
  }

  private static func program(_ examination: Examination) -> [Symptom] {
    guard let program = examination.program, let entry = program.entry else { return [] }
    let isForeign = entry.userID != 0 && entry.userID != examination.host.account.userID
    guard entry.mode & 0o022 != 0 || isForeign else { return [] }
    return [
      Symptom(
        "others can change the program that the unit starts", at: program.path.string,
        evidence: "mode \(entry.mode.octalMode), user id \(entry.userID)", remedy: "sudo chmod go-w \(program.path)")
    ]
  }
}
