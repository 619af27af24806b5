import Glibc
import TestSupport
import Testing

@testable import Platform

@Suite("Locks on directories") struct DirectoryLocksTests {
  private func directories(in scratch: AbsolutePath) throws -> (a: AbsolutePath, b: AbsolutePath, link: AbsolutePath) {
    let (a, b, link) = (scratch.appending("a"), scratch.appending("b"), scratch.appending("0-link"))
    try Files.makeDirectory(a, mode: 0o700)
    try Files.makeDirectory(b, mode: 0o700)
    try checked("symlink") { symlink(b.string, link.string) }
    return (a, b, link)
  }

  @Test("are taken in one order, whatever the names and the order they are given in") func order() throws {
    try withScratch { scratch in
      let (a, b, link) = try directories(in: scratch)
      let inodes = { (paths: [AbsolutePath]) in try DirectoryLocks.ordered(paths).map { try Files.status($0)?.inode } }
      let order = try inodes([a, b])
      #expect(order.count == 2)
      for paths in [[b, a], [a, link], [link, a], [b, link, a, scratch.appending("none")]] {
        #expect(try inodes(paths) == order)
      }
    }
  }

  @Test("name the directory that stays busy, and hold nothing then") func busy() throws {
    try withScratch { scratch in
      let (a, b, link) = try directories(in: scratch)
      for (held, free) in [(a, b), (b, a)] {
        let holder = try AdvisoryLock.tryExclusive(on: held)
        var waits = 0
        let past = Deadline(nanoseconds: 0)
        guard case .busy = try DirectoryLocks.take(on: [link, a], deadline: past, onWait: { _ in waits += 1 }) else {
          Issue.record("two hold one lock")
          return
        }
        #expect(try waits == 1 && AdvisoryLock.tryExclusive(on: free) != nil)
        _ = consume holder
      }
      guard
        case .taken(let locks) = try DirectoryLocks.take(on: [a, b, link], deadline: .after(.zero), onWait: { _ in })
      else {
        Issue.record("nobody holds them")
        return
      }
      #expect(try AdvisoryLock.tryExclusive(on: a) == nil && AdvisoryLock.tryExclusive(on: b) == nil)
      withExtendedLifetime(locks) {}
    }
  }
}
