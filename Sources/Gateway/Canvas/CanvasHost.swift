import Glibc
import HTTPCodec
import Platform
import Transport

/// Serves the canvas: a directory's files, and the sockets by which open pages learn that one has changed.
@LoopActor final class CanvasHost {
  /// Where the files are, on every port.
  nonisolated static let path = "/__openclaw__/canvas"
  /// Where pages listen for changes.
  nonisolated static let reloadPath = "/__openclaw__/ws"

  let settings: CanvasSettings
  private let files: StaticFiles
  private let log: GatewayLog
  private let changed: @LoopActor () -> Void
  private var watch: TreeWatch?
  private var cannotWatch = false

  /// - Parameter changed: called when files have changed and come to rest, once pages were served.
  init(_ settings: CanvasSettings, log: GatewayLog, changed: @escaping @LoopActor () -> Void) {
    self.settings = settings
    self.log = log
    self.changed = changed
    files = StaticFiles(root: settings.root, addition: settings.reloadsPages ? Array(CanvasPages.script.utf8) : [])
  }

  /// Whether pages are told of changes.
  var reloadsPages: Bool { settings.reloadsPages && !cannotWatch }

  /// Answers a GET or HEAD below `path`.
  func answer(_ visit: HTTPVisit) -> HTTPAnswer {
    let target = visit.request.target
    let rest = String(target.path.utf8.dropFirst(Self.path.utf8.count)) ?? ""
    guard !rest.isEmpty else {
      return HTTPAnswer(.found, fields: ["Location": "\(Self.path)/\(target.query.map { "?\($0)" } ?? "")"])
    }
    guard let path = FilePath(decoding: rest) else { return .notFound }
    do throws(SystemError) {
      let answer = try files.answer(path, visit)
      if answer.response.fields["Content-Type"] == MediaType.html { beginWatching() }
      return answer
    } catch {
      return refusal(error, path)
    }
  }

  private func refusal(_ error: SystemError, _ path: FilePath) -> HTTPAnswer {
    switch error.code {
    // A link is as good as nothing, and so is what may not be read: who asks need not learn which.
    case ENOENT, ENOTDIR, ELOOP, EXDEV, EACCES, ENAMETOOLONG, ENXIO, EINVAL:
      return path.endsWithSlash
        ? HTTPAnswer(.notFound, .bytes(Array(CanvasPages.missingIndex.utf8)), type: MediaType.html) : .notFound
    case EMFILE, ENFILE, ENOMEM, EAGAIN:
      return HTTPAnswer(.serviceUnavailable, "Service Unavailable", fields: ["Retry-After": "1"])
    default:
      log.warn("canvas: \(error)", subsystem: "canvas")
      return HTTPAnswer(.internalServerError, "Internal Server Error")
    }
  }

  // MARK: Changes

  /// Watches from the first page on: a canvas that nobody looks at costs nothing.
  func beginWatching() {
    guard reloadsPages, watch == nil else { return }
    do throws(SystemError) {
      watch = try TreeWatch(settings.root, settling: settings.settling, log: log, changed: changed)
    } catch {
      cannotWatch = true
      log.warn("canvas: pages do not reload by themselves: \(error)", subsystem: "canvas")
    }
  }

  /// Watches nothing any more.
  func close() {
    watch?.close()
    watch = nil
  }
}

extension CanvasHost {
  /// Makes the directory, and a first page where there is none; what is there stays as it is.
  nonisolated static func prepare(_ root: AbsolutePath) throws(SystemError) {
    try Files.makeDirectories(root, mode: 0o700)
    let index = root.appending("index.html")
    do throws(SystemError) {
      // Nobody misses it after a crash, so the start waits for no disk.
      let file = try Descriptor(opening: index, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, mode: 0o600)
      try file.writeAll(CanvasPages.starter.utf8, subject: index.string)
    } catch {
      if error.code != EEXIST { throw error }
    }
  }
}
