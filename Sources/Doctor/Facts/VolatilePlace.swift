import Platform

/// Tells places whose files do not outlive a reboot, a clean build or a cable.
package enum VolatilePlace {
  /// Why a service should not be started from a path, as the end of a sentence; nil when it may be.
  ///
  /// - Throws: `SystemError` when the directories above it cannot be looked at.
  package static func reason(for path: AbsolutePath) throws(SystemError) -> String? {
    if let directory = passing.first(where: { path.isWithin($0) }) { return "\(directory) is emptied" }
    let components = path.string.split(separator: "/")
    if let build = components.first(where: { [".build", "DerivedData"].contains($0) }) {
      return "\(build) is a build directory, which the next clean build empties"
    }
    if let checkout = try enclosingCheckout(of: path) { return "\(checkout) is a checkout of sources" }
    return try FileSystemStatus.of(path).kind.placeReason
  }

  private static let passing = ["tmp", "var/tmp", "run", "dev/shm"].map { AbsolutePath.root.appending($0) }

  private static func enclosingCheckout(of path: AbsolutePath) throws(SystemError) -> AbsolutePath? {
    var directory = path.parent
    while directory != .root {
      if try Files.status(directory.appending(".git")) != nil { return directory }
      directory = directory.parent
    }
    return nil
  }
}

extension FileSystemKind {
  /// Why what is there is not always there, as the end of a sentence; nil when it is.
  var placeReason: String? {
    switch self {
    case .memory: "its file system is kept in memory"
    case .network: "its file system comes over the network"
    case .removable: "its file system is one of removable media"
    case .other: nil
    }
  }
}
