import JSON
import Platform
import Profiles

/// What an install made beside the unit, kept in the state directory so that uninstall takes exactly that away.
struct InstallRecord: Hashable {
  /// Directories above the unit that did not exist before openclaw made them, for this profile or another.
  var directories: [AbsolutePath]
  /// Whether lingering was off and install turned it on.
  var enabledLinger: Bool

  var bytes: [UInt8] {
    let json: JSONValue = [
      "schemaVersion": 1, "directories": .array(directories.map { .string($0.string) }),
      "enabledLinger": .bool(enabledLinger),
    ]
    return json.encoded(pretty: true) + [UInt8(ascii: "\n")]
  }

  /// Reads a profile's record; nil when there is none or it is damaged, in which case uninstall takes away less.
  ///
  /// Only directories that install could have made are believed.
  static func read(_ profile: Profile) -> InstallRecord? {
    do {
      guard let bytes = try Files.read(profile.installRecord, limit: 65_536) else { return nil }
      let json = try JSONReader.read(bytes)
      let listed = Set((json["directories"]?.arrayValue ?? []).compactMap(\.stringValue))
      return InstallRecord(
        directories: possibleDirectories(profile).filter { listed.contains($0.string) },
        enabledLinger: json["enabledLinger"]?.boolValue ?? false)
    } catch { return nil }
  }

  /// The directories between the home and a user's definitions, the highest first.
  static func possibleDirectories(_ profile: Profile) -> [AbsolutePath] {
    let units = profile.userUnitPath.parent
    let agents = profile.launchAgentPath.parent
    return [units.parent.parent, units.parent, units, agents.parent, agents]
  }

  /// This record with what an earlier one says.
  func merged(with earlier: InstallRecord?) -> InstallRecord {
    guard let earlier else { return self }
    return InstallRecord(
      directories: InstallRecord.ordered(directories, earlier.directories),
      enabledLinger: enabledLinger || earlier.enabledLinger)
  }

  private static func ordered(_ first: [AbsolutePath], _ second: [AbsolutePath]) -> [AbsolutePath] {
    Set(first + second).sorted()
  }
}
