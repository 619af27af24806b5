import Glibc
import TestSupport
import Testing

@testable import Platform

// A process that starts at the same moment shares every open file for an instant, so that a lock may outlive its holder
// by that much: what is to be free is waited for.
@Suite("Advisory lock", .timeLimit(.minutes(1)))
struct AdvisoryLockTests {
  @Test("one holder at a time, and none once the holder is gone") func exclusion() throws {
    try withScratch { scratch in
      let lock = try AdvisoryLock.tryExclusive(on: scratch)
      #expect(try !isFree(scratch))
      _ = consume lock
      try awaitFree(scratch)
      #expect(try tree(scratch).isEmpty)
    }
  }

  @Test("the kernel frees the lock of a process that was killed") func killed() async throws {
    try await withScratch { scratch in
      await #expect(processExitsWith: .signal(SIGKILL)) { [text = scratch.string as String] in
        let lock = try AdvisoryLock.tryExclusive(on: #require(AbsolutePath(text)))
        if case .some = lock { kill(getpid(), SIGKILL) }
      }
      try awaitFree(scratch)
    }
  }

  @Test("another process is excluded") func processes() async throws {
    try await withScratch { scratch in
      let lock = try AdvisoryLock.tryExclusive(on: scratch)
      await #expect(processExitsWith: .exitCode(3)) { [text = scratch.string as String] in
        let other = try AdvisoryLock.tryExclusive(on: #require(AbsolutePath(text)))
        if case .none = other { exit(3) }
      }
      _ = consume lock
    }
  }

  @Test("whoever waits is told so once and gets the lock when it is free") func waiting() throws {
    try withScratch { scratch in
      var holder = try AdvisoryLock.tryExclusive(on: scratch)
      var waits = 0
      let lock = try AdvisoryLock.exclusive(on: scratch, deadline: .after(.seconds(30))) {
        waits += 1
        holder = nil
      }
      #expect(waits == 1)
      #expect(try !isFree(scratch))
      _ = consume lock
      try Files.makeDirectory(scratch.appending("free"), mode: 0o700)
      let free = try AdvisoryLock.exclusive(on: scratch.appending("free"), deadline: .after(.zero)) { waits += 1 }
      #expect(waits == 1)
      _ = consume free
      _ = consume holder
    }
  }

  @Test("a wait with a deadline ends with it, and is told once") func deadline() throws {
    try withScratch { scratch in
      let holder = try AdvisoryLock.tryExclusive(on: scratch)
      var waits = 0
      let lock = try AdvisoryLock.exclusive(on: scratch, deadline: .after(.milliseconds(120))) { waits += 1 }
      if case .some = lock { Issue.record("two hold the lock") }
      #expect(waits == 1)
      _ = consume holder
    }
  }

  @Test("the holder can be named") func holder() throws {
    try withScratch { scratch in
      #expect(try AdvisoryLock.holder(of: scratch) == nil)
      let lock = try AdvisoryLock.tryExclusive(on: scratch)
      #expect(try AdvisoryLock.holder(of: scratch)?.processIdentifier == getpid())
      #expect(try AdvisoryLock.holder(of: scratch.appending("none")) == nil)
      _ = consume lock
    }
  }

  @Test("of the kernel's table only locks on the file itself count, and nobody who waits") func lockTable() throws {
    try withScratch { scratch in
      let inode = try #require(try Files.status(scratch)).inode
      let lines = [
        "1: POSIX  ADVISORY  WRITE 70 00:20:\(inode) 0 EOF", "2: FLOCK  ADVISORY  WRITE 70 00:20:1 0 EOF", "nonsense",
        "2: -> FLOCK  ADVISORY  WRITE 70 00:20:\(inode) 0 EOF", "3: FLOCK  ADVISORY  WRITE 71 00:20:\(inode) 0 EOF",
      ]
      try place(lines.joined(separator: "\n"), at: scratch.appending("proc/locks"))
      try place("Name:\topenclaw-gateway\nUid:\t5\t5\t5\t5\n", at: scratch.appending("proc/71/status"))
      try place("openclaw-gateway\0", at: scratch.appending("proc/71/cmdline"))
      let holder = try AdvisoryLock.holder(of: scratch, proc: scratch.appending("proc"))
      #expect(holder?.processIdentifier == 71 && holder?.command == "openclaw-gateway")
    }
  }

  @Test("what is not there cannot be locked") func absent() throws {
    try withScratch { scratch in
      #expect(throws: SystemError(code: ENOENT, call: "open", subject: "\(scratch)/none")) {
        try isFree(scratch.appending("none"))
      }
    }
  }

  private func awaitFree(_ path: AbsolutePath) throws(SystemError) {
    let lock = try AdvisoryLock.exclusive(on: path, deadline: .after(.seconds(30))) {}
    _ = consume lock
  }

  private func isFree(_ path: AbsolutePath) throws(SystemError) -> Bool {
    let lock = try AdvisoryLock.tryExclusive(on: path)
    if case .some = lock { return true }
    return false
  }
}
