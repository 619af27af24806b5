import Platform
import Profiles

/// The label of a launchd job: letters, digits, `.`, `_` and `-`.
package struct LaunchdLabel: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// The label as launchd has it, for example `bot.molt.rescue`.
  package let text: String

  package var description: String { text }

  /// A label as somebody gives it; nil for a text that would be no file name, or no word of a service target.
  package init?(_ text: String) {
    guard ServiceIdentity.isLaunchdLabel(text) else { return nil }
    self.text = text
  }

  /// The label of a profile's gateway.
  ///
  /// - Throws: `NativeNameError` for the names that other programs of ours have there, and for upper case.
  package init(_ profile: ProfileName) throws(NativeNameError) {
    try NativeNameError.check(profile, reserved: ServiceIdentity.reservedLaunchdNames)
    text = ServiceIdentity.launchdLabel(profile)
  }

  /// The label of a profile's gateway, which a variable may have chosen.
  ///
  /// - Throws: `NativeNameError` when none was chosen and the profile can have none of its own.
  package init(of profile: Profile) throws(NativeNameError) {
    if profile.launchdLabel == ServiceIdentity.launchdLabel(profile.name) {
      try NativeNameError.check(profile.name, reserved: ServiceIdentity.reservedLaunchdNames)
    }
    text = profile.launchdLabel
  }

  /// The profile whose gateway has this label; nil for labels of others, the app and the node host among them.
  package var profile: ProfileName? { ServiceIdentity.profile(ofLabel: text) }

  package static func < (left: LaunchdLabel, right: LaunchdLabel) -> Bool { left.text < right.text }
}

/// A profile that cannot have a service of its own with the manager of macOS or Windows.
package enum NativeNameError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The name makes the label of another program: `gateway` the default profile's, `node` the node host's, `mac` the
  /// app's.
  case reserved(String)
  /// On disks that ignore case, `Main` and `main` would share their files.
  case upperCase(String)

  package var description: String {
    switch self {
    case .reserved(let name): "the name \(name) belongs to another program of openclaw there"
    case .upperCase(let name):
      "\(name) has capital letters, and disks that ignore case would mix it up with \(name.lowercased())"
    }
  }

  /// Checks a profile's name against those taken and for capital letters.
  static func check(_ profile: ProfileName, reserved: Set<String>) throws(NativeNameError) {
    guard case .named(let name) = profile else { return }
    if name.utf8.contains(where: { (0x41...0x5A).contains($0) }) { throw .upperCase(name) }
    if reserved.contains(name) { throw .reserved(name) }
  }
}
