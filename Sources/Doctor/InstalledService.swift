import Platform
import Services

/// A definition of ours that was found and read: a unit file, or the property list of a LaunchAgent.
package struct InstalledService: Hashable, Sendable {
  /// Whose manager reads it.
  package let scope: ServiceScope
  /// Where its file is.
  package let path: AbsolutePath
  /// The file's bytes.
  package let text: [UInt8]
  /// What they say.
  package let definition: InstalledDefinition

  /// Reads a definition; nil when there is none.
  package static func read(_ file: DefinitionFile) throws(SystemError) -> InstalledService? {
    guard let text = try Files.read(file.path, limit: 1 << 20) else { return nil }
    return InstalledService(scope: file.scope, path: file.path, text: text, definition: file.read(text))
  }

  /// Whether an administrator has masked it: a unit that is a link to `/dev/null`, or an empty file.
  package var isMasked: Bool { text.isEmpty && definition.unit != nil }

  /// Whom a service of the system's scope runs as: the name or number that `User=` gives, else root.
  package var user: String { definition.unit?.file.value("Service", "User") ?? "root" }

  /// Whether a service of the system's scope runs as an account.
  package func runs(as account: Account) -> Bool { user == account.name || user == String(account.userID) }
}
