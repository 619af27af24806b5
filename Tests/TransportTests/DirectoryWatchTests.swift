import Glibc
import Platform
import TestSupport
import Testing

@testable import Transport

@Suite("Watching directories", .timeLimit(.minutes(1))) struct DirectoryWatchTests {
  init() { LoopThread.start() }

  @Test("a name that is written, replaced or removed is told, with its directory") func names() async throws {
    try await withScratch { try await watchNames(in: $0) }
  }

  @LoopActor private func watchNames(in directory: AbsolutePath) async throws {
    let events = Mailbox<DirectoryWatch.Event>()
    let watch = try DirectoryWatch { events.put($0) }
    #expect(try watch.follow([directory]))
    #expect(try !watch.follow([directory]))
    try place("1", at: directory.appending("file"))
    await expect(.changed(name: "file", in: directory), among: events)
    #expect(rename(directory.appending("file").string, directory.appending("other").string) == 0)
    await expect(.changed(name: "other", in: directory), among: events)
    try Files.remove(directory.appending("other"))
    await expect(.changed(name: "other", in: directory), among: events)
    watch.close()
  }

  @Test("a directory that goes is told, and its successor is watched once that is asked for") func lost() async throws {
    try await withScratch { try await loseDirectory(in: $0) }
  }

  @LoopActor private func loseDirectory(in scratch: AbsolutePath) async throws {
    let events = Mailbox<DirectoryWatch.Event>()
    let watch = try DirectoryWatch { events.put($0) }
    let directory = scratch.appending("here")
    #expect(try !watch.follow([directory]))
    try placeDirectory(directory)
    #expect(try watch.follow([directory]))
    #expect(rename(directory.string, scratch.appending("there").string) == 0)
    await expect(.lost(directory), among: events)
    try placeDirectory(directory)
    #expect(try watch.follow([directory]))
    try Files.removeTree(directory)
    await expect(.lost(directory), among: events)
    watch.close()
  }

  /// Waits for an event; others may come before it.
  @LoopActor private func expect(
    _ event: DirectoryWatch.Event, among events: Mailbox<DirectoryWatch.Event>
  ) async { while await events.take() != event {} }
}
