import Glibc
import Platform
import TestSupport
import Testing
import Transport

@testable import Gateway

@Suite("Watching the configuration's files", .timeLimit(.minutes(1))) struct ConfigurationWatchTests {
  init() { LoopThread.start() }

  @Test("where no more files can be watched that is said, and tried again the next time") @LoopActor
  func exhausted() async throws {
    let attempts = Attempts()
    let watch = ConfigurationWatch(
      open: { action throws(SystemError) in
        attempts.count += 1
        if attempts.count == 1 { throw SystemError(code: EMFILE, call: "inotify_init1") }
        return try DirectoryWatch(action)
      }, changed: {})
    let places = WatchedPlaces(of: [.root.appending("nowhere/file")])
    #expect(watch.follow(places) == "inotify_init1: Too many open files")
    #expect(watch.follow(places) == nil)
    watch.close()
  }

  @Test("files in one directory too many are named") @LoopActor func tooMany() {
    let watch = ConfigurationWatch {}
    let files = (0...WatchedPlaces.directoryLimit).map { AbsolutePath.root.appending("\(100 + $0)/file") }
    let problem = watch.follow(WatchedPlaces(of: files, in: Directories()))
    #expect(problem == "/164/file is in one directory too many: 64 are watched")
    watch.close()
  }

  @LoopActor private final class Attempts {
    var count = 0
  }

  private struct Directories: LinkResolving {
    func linkTarget(of path: AbsolutePath) -> String? { nil }
    func isDirectory(_ path: AbsolutePath) -> Bool { path.parent == .root }
  }
}
