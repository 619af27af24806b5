import Glibc
import TestSupport
import Testing

@testable import Platform

@Suite("Replacing a file that may have changed") struct AtomicReplacementTests {
  @Test(
    "it is replaced when it is what was read, and otherwise left alone", arguments: [("old", true), ("newer", false)])
  func replace(_ content: String, _ isReplaced: Bool) throws {
    try withScratch { directory in
      let path = directory.appending("file")
      try place(content, at: path)
      #expect(try AtomicFile.replace(Array("old".utf8), by: Array("new".utf8), at: path, mode: 0o600) == isReplaced)
      #expect(try Files.read(path) == Array((isReplaced ? "new" : content).utf8))
      #expect(try Files.list(directory) == ["file"])
    }
  }

  @Test("a file that was made meanwhile is left alone") func made() throws {
    try withScratch { (directory) throws in
      let path = directory.appending("file")
      #expect(try AtomicFile.replace(nil, by: [1], at: path, mode: 0o600))
      #expect(try !AtomicFile.replace(nil, by: [2], at: path, mode: 0o600))
      #expect(try Files.read(path) == [1])
    }
  }
}

@Suite("Atomic file")
struct AtomicFileTests {
  @Test("a file gets exactly its content and mode, new or not", arguments: [0o600, 0o644, 0o666, 0o400] as [UInt32])
  func contentAndMode(mode: UInt32) throws {
    try withScratch { scratch in
      let path = scratch.appending("file")
      for content in [[], [1, 2, 3], RandomBytes.make(100_000)] as [[UInt8]] {
        try AtomicFile.write(content, to: path, mode: mode)
        #expect(try Files.read(path) == content)
        #expect(try Files.status(path)?.mode == mode)
        #expect(try Files.list(scratch) == ["file"])
      }
    }
  }

  @Test("a reader that has the old file open keeps it whole") func oldReaders() throws {
    try withScratch { scratch in
      let path = scratch.appending("file")
      try AtomicFile.write([1, 2, 3], to: path, mode: 0o600)
      let reader = try Descriptor(opening: path, O_RDONLY)
      try AtomicFile.write([4], to: path, mode: 0o600)
      #expect(try reader.readAll(limit: 10) == [1, 2, 3])
    }
  }

  @Test(
    "a link stays, and what it leads to is written, though nothing be there yet",
    arguments: ["real", "directory/../real", "second", "directory/new"])
  func links(target: String) throws {
    try withScratch { scratch in
      try Files.makeDirectory(scratch.appending("directory"), mode: 0o700)
      symlink("directory/third", scratch.appending("second").string)
      symlink(target, scratch.appending("link").string)
      for content in [[1], [2, 3]] as [[UInt8]] {
        try AtomicFile.write(content, to: scratch.appending("link"), mode: 0o600)
        #expect(try Files.linkTarget(scratch.appending("link")) == target)
        #expect(try Files.linkTarget(scratch.appending("second")) == "directory/third")
        #expect(try Files.read(scratch.appending("link")) == content)
      }
    }
  }

  @Test("links that go in a circle are an error") func circle() throws {
    try withScratch { scratch in
      symlink("b", scratch.appending("a").string)
      symlink("a", scratch.appending("b").string)
      #expect(throws: SystemError.self) { try AtomicFile.write([1], to: scratch.appending("a"), mode: 0o600) }
    }
  }

  @Test("the owner is kept", .enabled(if: geteuid() == 0, "only root can give files away"))
  func owner() throws {
    try withScratch { scratch in
      let path = scratch.appending("file")
      try AtomicFile.write([1], to: path, mode: 0o600)
      chown(path.string, 12, 34)
      try AtomicFile.write([2], to: path, mode: 0o640)
      let entry = try #require(try Files.status(path))
      #expect(entry.userID == 12 && entry.groupID == 34 && entry.mode == 0o640)
    }
  }

  @Test("a write that fails changes nothing and leaves no draft") func failure() throws {
    try withScratch { scratch in
      try Files.makeDirectory(scratch.appending("directory"), mode: 0o700)
      try AtomicFile.write([1], to: scratch.appending("directory/file"), mode: 0o600)
      let before = try tree(scratch)
      for name in ["directory", "directory/file/below", "none/below", String(repeating: "x", count: 300)] {
        #expect(throws: SystemError.self) { try AtomicFile.write([2], to: scratch.appending(name), mode: 0o600) }
        #expect(try tree(scratch) == before)
      }
    }
  }

  @Test("a directory that may not be written in keeps its files as they are") func readOnlyDirectory() async throws {
    try await withScratch { scratch in
      try AtomicFile.write([1], to: scratch.appending("file"), mode: 0o644)
      chmod(scratch.string, 0o555)
      let before = try tree(scratch)
      await #expect(processExitsWith: .exitCode(EACCES)) { [text = scratch.string as String] in
        if geteuid() == 0 { try checked("setuid") { setuid(65534) } }
        let directory = try #require(AbsolutePath(text))
        do throws(SystemError) {
          try AtomicFile.write([2], to: directory.appending("file"), mode: 0o644)
        } catch { exit(error.code) }
      }
      #expect(try tree(scratch) == before)
      chmod(scratch.string, 0o700)
    }
  }

  @Test("drafts of one file are swept, and nothing else is") func drafts() throws {
    try withScratch { scratch in
      let others = [
        "file", ".file.0123456789ab.tmp.x", ".file.0123456789aB.tmp", ".file.0123456789.tmp", ".other.0123456789ab.tmp",
        ".file.tmp", "file.0123456789ab.tmp",
      ]
      for name in others + [".file.0123456789ab.tmp", ".file.ffffffffffff.tmp"] {
        try AtomicFile.write([], to: scratch.appending(name), mode: 0o600)
      }
      try AtomicFile.removeDrafts(of: scratch.appending("file"))
      #expect(try Files.list(scratch) == others.sorted())
      try AtomicFile.removeDrafts(of: scratch.appending("none/file"))
    }
  }

  @Test("killed at any moment, the file is the old one or the new one") func killed() async throws {
    try await withScratch { scratch in
      let path = scratch.appending("file")
      let contents = [0, 1].map { [UInt8](repeating: $0, count: 300_000) }
      try AtomicFile.write(contents[0], to: path, mode: 0o600)
      await #expect(processExitsWith: .signal(SIGKILL)) { [text = path.string as String] in
        let path = try #require(AbsolutePath(text))
        var timer = itimerval(it_interval: timeval(), it_value: timeval(tv_sec: 0, tv_usec: 20_000))
        signal(SIGALRM) { _ in kill(getpid(), SIGKILL) }
        setitimer(__itimer_which_t(ITIMER_REAL.rawValue), &timer, nil)
        while true {
          for byte in [0, 1] as [UInt8] {
            try AtomicFile.write([UInt8](repeating: byte, count: 300_000), to: path, mode: 0o600)
          }
        }
      }
      #expect(contents.contains(try Files.read(path) ?? []))
      try AtomicFile.removeDrafts(of: path)
      #expect(try Files.list(scratch) == ["file"])
    }
  }
}
