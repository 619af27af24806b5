import Platform
import Profiles

/// The label of a launchd job: letters, digits, `.`, `_` and `-`.
package struct LaunchdLabel: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// The label as launchd has it, for example `bot.molt.rescue`.
  package let text: String

  package var description: String { text }

  /// A label as somebody gives it; nil for a text that would be no file name, or no word of a service target.
  package init?(_ text: String) {
    let isAllowed = { (byte: UInt8) in byte.isASCIIAlphanumeric || ".-_".utf8.contains(byte) }
    guard text.utf8.first?.isASCIIAlphanumeric == true, text.utf8.count <= 200,
      text.utf8.allSatisfy(isAllowed)
    else { return nil }
    self.text = text
  }

  /// The label of a profile's gateway.
  ///
  /// - Throws: `NativeNameError` for the names that other programs of ours have there, and for upper case.
  package init(_ profile: ProfileName) throws(NativeNameError) {
    try NativeNameError.check(profile, reserved: ["gateway", "node", "mac"])
    text = ServiceIdentity.launchdLabel(profile)
  }

  /// The profile whose gateway has this label; nil for labels of others, the app and the node host among them.
  package var profile: ProfileName? {
    if text == ServiceIdentity.launchdLabel(.default) { return .default }
    guard text.hasPrefix("bot.molt.") else { return nil }
    do {
      let profile = try ProfileName(String(text.dropFirst("bot.molt.".count)))
      return try LaunchdLabel(profile) == self ? profile : nil
    } catch { return nil }
  }

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
