import Platform
import Transport

/// Tells when a file of the configuration may have changed.
///
/// Where the machine lets no more files be watched, the next `follow` tries again.
@LoopActor final class ConfigurationWatch {
  private let changed: @LoopActor () -> Void
  private let open: Opening
  private var watch: DirectoryWatch?
  private var places = WatchedPlaces(of: [])

  /// Makes a watch of directories.
  typealias Opening =
    @LoopActor (@escaping @LoopActor (DirectoryWatch.Event) -> Void) throws(SystemError) -> DirectoryWatch

  /// - Parameter changed: called whenever one of the files may say something else.
  init(
    open: @escaping Opening = { action throws(SystemError) in try DirectoryWatch(action) },
    changed: @escaping @LoopActor () -> Void
  ) {
    self.open = open
    self.changed = changed
  }

  /// Watches these places from now on.
  ///
  /// A directory that was not watched before counts as a change: nobody knows what happened in it meanwhile.
  ///
  /// - Returns: why some changes will not be noticed; nil when all will be.
  func follow(_ places: WatchedPlaces) -> String? {
    let isFirst = self.places.names.isEmpty
    self.places = places
    do throws(SystemError) {
      if try opened().follow(places.names.keys), !isFirst { changed() }
    } catch { return error.description }
    return places.unwatched.first.map {
      "\($0) is in one directory too many: \(WatchedPlaces.directoryLimit) are watched"
    }
  }

  private func opened() throws(SystemError) -> DirectoryWatch {
    if let watch { return watch }
    let watch = try open { [weak self] in self?.received($0) }
    self.watch = watch
    return watch
  }

  private func received(_ event: DirectoryWatch.Event) {
    switch event {
    case .changed(let name, let directory): if places.contain(name, in: directory) { changed() }
    case .lost, .overflow: changed()
    }
  }

  /// Watches nothing any more.
  func close() { watch?.close() }
}
