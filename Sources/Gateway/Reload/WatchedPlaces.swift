import Platform

/// The names to watch, by directory, so that every change of what some paths lead to is seen.
///
/// A file is watched through its directory, since editors put another file in its place. Of a path with symbolic links
/// each link is watched as well, and where a directory is missing, the name that it would have.
struct WatchedPlaces: Hashable, Sendable {
  /// The names by the directory that holds them; no directory's path goes through a link.
  private(set) var names: [AbsolutePath: Set<String>] = [:]
  /// The files that are not watched, since there would be too many directories.
  private(set) var unwatched: [AbsolutePath] = []

  /// How many directories are watched at most.
  static let directoryLimit = 64
  /// How many links a path may go through, as in the kernel: `path_resolution(7)`.
  private static let linkLimit = 40

  /// Looks at the file system as it is now.
  init(of files: some Collection<AbsolutePath>) { self.init(of: files, in: FileSystem()) }

  init(of files: some Collection<AbsolutePath>, in system: some LinkResolving) {
    for file in files.sorted() { add(file, in: system) }
  }

  /// Whether something that happened to a name in a directory may change what a file says.
  func contain(_ name: String, in directory: AbsolutePath) -> Bool { names[directory]?.contains(name) ?? false }

  private mutating func add(_ file: AbsolutePath, in system: some LinkResolving) {
    var steps = Self.components(of: file.string)
    var directory = AbsolutePath.root
    var linkCount = 0
    while let name = steps.popLast() {
      let place = directory.appending(name)
      if let target = system.linkTarget(of: place) {
        watch(name, in: directory, for: file)
        linkCount += 1
        guard linkCount <= Self.linkLimit else { return }
        if target.hasPrefix("/") { directory = .root }
        steps += Self.components(of: target)
      } else if steps.isEmpty || !system.isDirectory(place) {
        return watch(name, in: directory, for: file)
      } else {
        directory = place
      }
    }
  }

  private mutating func watch(_ name: String, in directory: AbsolutePath, for file: AbsolutePath) {
    guard names[directory] != nil || names.count < Self.directoryLimit else { return unwatched.append(file) }
    names[directory, default: []].insert(name)
  }

  /// The last one first.
  private static func components(of path: String) -> [String] { path.split(separator: "/").reversed().map(String.init) }
}

/// What can be asked of a file system about the way to a file.
protocol LinkResolving {
  /// Where a symbolic link leads; nil when there is none, or it cannot be looked at.
  func linkTarget(of path: AbsolutePath) -> String?
  /// Whether there is a directory.
  func isDirectory(_ path: AbsolutePath) -> Bool
}

/// The machine's own.
private struct FileSystem: LinkResolving {
  func linkTarget(of path: AbsolutePath) -> String? {
    do { return try Files.linkTarget(path) } catch { return nil }
  }

  func isDirectory(_ path: AbsolutePath) -> Bool {
    do { return try Files.status(path)?.kind == .directory } catch { return false }
  }
}
