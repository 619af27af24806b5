import Platform

/// Where a template's text comes from: the first directory that has a file of its name, else the program itself.
package struct TemplateSource: Hashable, Sendable {
  /// The directories to look in, in order.
  package let directories: [AbsolutePath]
  /// Whether only files count that nobody but root can change: for definitions that root installs.
  package let trustsOnlyRoot: Bool

  /// Directories to look in, and whom to trust.
  package init(directories: [AbsolutePath], trustsOnlyRoot: Bool) {
    self.directories = directories
    self.trustsOnlyRoot = trustsOnlyRoot
  }

  /// The account's own templates first, then the machine's; only the machine's, when root alone is trusted.
  package static func standard(home: AbsolutePath, scope: ServiceScope) -> TemplateSource {
    let directories = [
      home.appending(".config/openclaw/templates"), AbsolutePath.root.appending("etc/openclaw/templates"),
    ]
    return TemplateSource(directories: directories, trustsOnlyRoot: scope == .system)
  }

  /// A template's text, and the file it was read from; nil for the one that comes with the program.
  package func template(
    _ name: String, embedded: [UInt8]
  ) throws(SystemError) -> (text: [UInt8], path: AbsolutePath?) {
    for directory in directories {
      let path = directory.appending(name)
      if trustsOnlyRoot, try !Self.belongsToRoot(path) { continue }
      if let text = try Files.read(path, limit: 1 << 20) { return (text, path) }
    }
    return (embedded, nil)
  }

  /// Whether a file and every directory above it, links followed, are root's and writable by root alone.
  private static func belongsToRoot(_ path: AbsolutePath) throws(SystemError) -> Bool {
    guard var part = try Files.resolved(path) else { return false }
    while true {
      guard let status = try Files.status(part), status.userID == 0, status.mode & 0o022 == 0 else { return false }
      if part == .root { return true }
      part = part.parent
    }
  }
}
