import Platform
import Transport

/// Tells when something in a directory, or below it, has changed and come to rest.
///
/// Hidden entries and `node_modules` do not count, and links are not followed.
@LoopActor final class TreeWatch {
  private let root: AbsolutePath
  private let settling: Duration
  private let log: GatewayLog
  private let changed: @LoopActor () -> Void
  private var watch: DirectoryWatch?
  private var timer: LoopTimer?
  /// When those that never rest are told of; nil while nothing has changed.
  private var limit: Deadline?
  private var isScanning = false
  private var isStale = false
  /// Whether the directories below the root have been followed before.
  private var knowsTree = false
  /// As many directories are watched; what lies in more goes unnoticed.
  nonisolated private static let directoryLimit = 512
  private static let patience = Duration.seconds(1)

  /// Begins to watch.
  ///
  /// - Throws: `SystemError` when the account may watch no more.
  init(
    _ root: AbsolutePath, settling: Duration, log: GatewayLog, changed: @escaping @LoopActor () -> Void
  ) throws(SystemError) {
    self.root = root
    self.settling = settling
    self.log = log
    self.changed = changed
    watch = try DirectoryWatch { [weak self] in self?.heard($0) }
    _ = try watch?.follow([root.parent, root])
    scan()
  }

  /// Watches nothing any more.
  func close() {
    timer?.cancel()
    watch?.close()
    watch = nil
  }

  // MARK: Changes

  private func heard(_ event: DirectoryWatch.Event) {
    guard concernsTree(event) else { return }
    let limit = limit ?? .after(Self.patience)
    self.limit = limit
    timer?.cancel()
    timer = EventLoop.shared.schedule(after: min(settling, limit.remaining)) { [weak self] in self?.settled() }
  }

  /// The directory above is watched for the root alone, which may be made anew.
  private func concernsTree(_ event: DirectoryWatch.Event) -> Bool {
    switch event {
    case .changed(let name, let directory) where directory == root.parent: name == root.lastComponent
    case .changed(let name, _): !Self.isIgnored(name)
    case .lost, .overflow: true
    }
  }

  private func settled() {
    limit = nil
    scan()
    changed()
  }

  nonisolated private static func isIgnored(_ name: String) -> Bool { name.hasPrefix(".") || name == "node_modules" }

  // MARK: Directories

  /// Follows what directories there are, found on another thread; one scan at a time.
  private func scan() {
    guard !isScanning else { return isStale = true }
    isScanning = true
    let root = root
    LoopActor.start { [weak self] in
      let found = await WorkThread.shared.run { () throws(Never) in Self.directories(below: root) }
      self?.scanned(found)
    }
  }

  /// What lies in a new directory may have come before it was watched.
  private func scanned(_ directories: [AbsolutePath]) {
    isScanning = false
    guard let watch else { return }
    do throws(SystemError) {
      if try watch.follow([root.parent] + directories), knowsTree { changed() }
    } catch {
      log.warn("canvas: not every change is noticed: \(error)", subsystem: "canvas")
    }
    knowsTree = true
    guard isStale else { return }
    isStale = false
    scan()
  }

  /// The root and the directories below it, those nearer to it first.
  nonisolated private static func directories(below root: AbsolutePath) -> [AbsolutePath] {
    var found = [root]
    var next = 0
    while next < found.count, found.count < directoryLimit {
      found += subdirectories(of: found[next])
      next += 1
    }
    return Array(found.prefix(directoryLimit))
  }

  /// What cannot be read holds nothing that is served either.
  nonisolated private static func subdirectories(of directory: AbsolutePath) -> [AbsolutePath] {
    do throws(SystemError) {
      var found: [AbsolutePath] = []
      for name in try Files.list(directory) ?? [] where !isIgnored(name) {
        let path = directory.appending(name)
        if try Files.status(path, followingLinks: false)?.kind == .directory { found.append(path) }
      }
      return found
    } catch { return [] }
  }
}
