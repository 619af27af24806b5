import Glibc
import Platform

/// A file or directory that a profile keeps something in, as it was found.
package struct Place: Hashable, Sendable {
  /// What is kept there.
  package enum Role: Hashable, Sendable {
    case stateDirectory, configuration, includedConfiguration, environmentFile, credentials, credential, agentProfiles
    case sessions, sessionStore, logFile, workspace
  }

  /// What is kept there.
  package let role: Role
  /// Where it is.
  package let path: AbsolutePath
  /// What is at the path, links not followed; nil when nothing is.
  package let entry: FileStatus?
  /// What is there with links followed; nil when nothing is.
  package let target: FileStatus?
  /// Whether this process may write to it: `access(2)` with `W_OK`.
  package let isWritable: Bool

  /// A place as it was found.
  package init(
    _ role: Role, at path: AbsolutePath, entry: FileStatus?, target: FileStatus?, isWritable: Bool = true
  ) {
    self.role = role
    self.path = path
    self.entry = entry
    self.target = target
    self.isWritable = isWritable
  }

  /// Looks at a place: `lstat(2)`, `stat(2)`, `access(2)`.
  package static func look(at path: AbsolutePath, as role: Role) throws(SystemError) -> Place {
    Place(
      role, at: path, entry: try Files.status(path, followingLinks: false), target: try Files.status(path),
      isWritable: access(path.string, W_OK) == 0)
  }

  /// The permission bits of a file or directory that is no link; nil when there is none.
  package var mode: UInt32? { entry.flatMap { $0.kind == .symbolicLink ? nil : $0.mode } }
}
