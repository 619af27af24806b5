import Platform
import Services

/// A unit file of ours that was found and read.
package struct InstalledService: Hashable, Sendable {
  /// Whose manager reads it.
  package let scope: ServiceScope
  /// Where the unit file is.
  package let path: AbsolutePath
  /// The unit file's bytes.
  package let text: [UInt8]
  /// What they say.
  package let unit: InstalledUnit

  /// Reads a unit file; nil when there is none.
  package static func read(_ path: AbsolutePath, scope: ServiceScope) throws(SystemError) -> InstalledService? {
    guard let text = try Files.read(path, limit: 1 << 20) else { return nil }
    return InstalledService(scope: scope, path: path, text: text, unit: InstalledUnit(UnitFile(text)))
  }

  /// Whether an administrator has masked it: a link to `/dev/null`, or an empty file.
  package var isMasked: Bool { text.isEmpty }

  /// Whom a service of the system's scope runs as: the name or number that `User=` gives, else root.
  package var user: String { unit.file.value("Service", "User") ?? "root" }

  /// Whether a service of the system's scope runs as an account.
  package func runs(as account: Account) -> Bool { user == account.name || user == String(account.userID) }
}
