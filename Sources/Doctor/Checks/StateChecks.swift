import Configuration
import Platform
import Profiles
import Services

/// Checks of the profile's own directories: whether they are there, and whose they are.
enum StateChecks {
  static let all: [Check] =
    [
      Check(
        "state-dir-missing", .state, .critical, "The state directory is missing", cure: "makes it, mode 0700",
        needs: [.files], look: missing),
      Check(
        "state-dir-unwritable", .state, .critical, "The gateway cannot write into the state directory",
        cure: "lets its owner write, where this account is the owner", needs: [.files], look: unwritable),
      Check(
        "state-owner", .state, .critical, "Another account owns a file of the profile", needs: [.files], look: owner),
    ] + ModeChecks.all + [
      Check(
        "interrupted-plan", .state, .warn, "An earlier command was cut off half-way",
        cure: "takes back what it had begun", look: interrupted)
    ]

  private static func missing(_ examination: Examination) -> [Symptom] {
    guard let place = examination.place(.stateDirectory),
      examination.host.installed != nil || examination.configuration.exists
    else { return [] }
    if let entry = place.target {
      guard entry.kind != .directory else { return [] }
      return [
        Symptom(
          "the state directory is no directory", at: place.path.string, remedy: "mv \(place.path) \(place.path).former")
      ]
    }
    if place.entry != nil {
      return [
        Symptom(
          "the state directory is a link that leads nowhere", at: place.path.string, remedy: "ls -l \(place.path)")
      ]
    }
    return [
      Symptom(
        "the state directory is missing: sessions, credentials and logs live there", at: place.path.string,
        repair: .makeDirectory(place.path))
    ]
  }

  private static func unwritable(_ examination: Examination) -> [Symptom] {
    guard let place = examination.place(.stateDirectory), !place.isWritable, let target = place.target else {
      return []
    }
    let isOwn = target.userID == examination.host.account.userID
    let repair = isOwn && target.mode & 0o700 != 0o700 ? place.mode.map { Repair.setMode(place.path, $0 | 0o700) } : nil
    return [
      Symptom(
        "the gateway cannot write into the state directory", at: place.path.string,
        evidence: "mode \(target.mode.octalMode), owner \(target.userID)",
        remedy: isOwn ? "chmod u+rwx \(place.path)" : "sudo chown -R \(examination.host.account.name) \(place.path)",
        repair: repair)
    ]
  }

  /// Files that a command under sudo has left behind keep the gateway from them.
  private static func owner(_ examination: Examination) -> [Symptom] {
    let account = examination.host.account
    let foreign = examination.places.filter { place in
      place.role != .workspace && place.entry.map { $0.userID != account.userID } ?? false
    }
    return foreign.map { place in
      Symptom(
        "another account owns it", at: place.path.string,
        evidence: place.entry.map { "user id \($0.userID), not \(account.userID) (\(account.name))" },
        remedy: "sudo chown -R \(account.name) \(place.path)")
    }
  }

  private static func interrupted(_ examination: Examination) -> [Symptom] {
    guard let scope = examination.host.interruptedPlan else { return [] }
    let journal = examination.profile.planJournal(scope, of: examination.host.account)
    return [Symptom("an earlier command was cut off half-way", at: journal.string, repair: .takeBack)]
  }
}
