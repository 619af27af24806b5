import Platform
import TestSupport
import Testing
import Transport

@Suite("Watching directories", .timeLimit(.minutes(1))) struct DirectoryWatchTests {
  init() { LoopThread.start() }

  /// What was told so far.
  @LoopActor private final class Told {
    private(set) var events: Set<DirectoryWatch.Event> = []

    func add(_ event: DirectoryWatch.Event) { events.insert(event) }
  }

  @Test("what is written, made and removed is told by its name") @LoopActor func changes() async throws {
    try await withScratch { @LoopActor @Sendable directory in
      let told = Told()
      let watch = try DirectoryWatch { told.add($0) }
      defer { watch.close() }
      try place("1", at: directory.appending("written"))
      #expect(try watch.follow([directory]))
      try place("2", at: directory.appending("written"))
      try Files.makeDirectory(directory.appending("made"), mode: 0o700)
      let expected: Set<DirectoryWatch.Event> = [
        .changed(name: "written", in: directory), .changed(name: "made", in: directory),
      ]
      try await eventually("both are told") { told.events.isSuperset(of: expected) }
    }
  }

  @Test("directories are told of as long as they are followed") @LoopActor func following() async throws {
    try await withScratch { @LoopActor @Sendable directory in
      let told = Told()
      let watch = try DirectoryWatch { told.add($0) }
      defer { watch.close() }
      let (one, two) = (directory.appending("one"), directory.appending("two"))
      for inner in [one, two] { try Files.makeDirectory(inner, mode: 0o700) }
      #expect(try watch.follow([one]))
      #expect(try watch.follow([two, directory.appending("nothing")]))
      #expect(try !watch.follow([two]))
      try place("x", at: one.appending("unseen"))
      try place("x", at: two.appending("seen"))
      try await eventually("the followed one is told of") { told.events.contains(.changed(name: "seen", in: two)) }
      #expect(!told.events.contains(.changed(name: "unseen", in: one)))
    }
  }

  @Test("a directory that is removed is told as lost") @LoopActor func lost() async throws {
    try await withScratch { @LoopActor @Sendable directory in
      let told = Told()
      let watch = try DirectoryWatch { told.add($0) }
      defer { watch.close() }
      let inner = directory.appending("inner")
      try Files.makeDirectory(inner, mode: 0o700)
      _ = try watch.follow([inner])
      try Files.remove(inner)
      try await eventually("the loss is told") { told.events.contains(.lost(inner)) }
    }
  }
}
