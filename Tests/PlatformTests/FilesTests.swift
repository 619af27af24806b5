import Glibc
import TestSupport
import Testing

@testable import Platform

@Suite("Files")
struct FilesTests {
  @Test("what is absent is nil, also below a file") func absence() throws {
    try withScratch { scratch in
      try AtomicFile.write([], to: scratch.appending("file"), mode: 0o600)
      for path in ["none", "none/below", "file/below"].map(scratch.appending) {
        #expect(try Files.status(path) == nil)
        #expect(try Files.status(path, followingLinks: false) == nil)
        #expect(try Files.read(path) == nil)
        #expect(try Files.readPrefix(of: path, count: 1) == nil)
        #expect(try Files.list(path) == nil)
        #expect(try Files.linkTarget(path) == nil)
        #expect(try Files.resolved(path) == nil)
        #expect(try !Files.remove(path))
        try Files.removeTree(path)
      }
      #expect(try Files.list(scratch.appending("file")) == nil)
    }
  }

  @Test("a file may claim to be of any year", arguments: [-1 << 40, 0, 1_767_225_600, 20_000_000_000, 1 << 40])
  func modified(seconds: Int) throws {
    try withScratch { scratch in
      let file = scratch.appending("file")
      try AtomicFile.write([], to: file, mode: 0o600)
      let times = [timespec(tv_sec: seconds, tv_nsec: 5), timespec(tv_sec: seconds, tv_nsec: 5)]
      #expect(utimensat(AT_FDCWD, file.string, times, 0) == 0)
      let status = try #require(try Files.status(file))
      if seconds == 1_767_225_600 { #expect(status.modified == 1_767_225_600_000_000_005) }
      #expect(seconds <= 0 ? status.modified <= 5 : status.modified > 0)
    }
  }

  @Test("what is no regular file is refused and not waited for", .timeLimit(.minutes(1))) func regular() throws {
    try withScratch { scratch in
      try AtomicFile.write(Array("abc".utf8), to: scratch.appending("file"), mode: 0o600)
      symlink("file", scratch.appending("link").string)
      mkfifo(scratch.appending("pipe").string, 0o600)
      #expect(try Files.readRegular(scratch.appending("link")) == Array("abc".utf8))
      #expect(try Files.readRegular(scratch.appending("none")) == nil)
      #expect(throws: SystemError.self) { try Files.readRegular(scratch.appending("file"), limit: 2) }
      for path in [scratch, scratch.appending("pipe"), AbsolutePath.root.appending("dev/null")] {
        let error = #expect(throws: SystemError.self) { try Files.readRegular(path) }
        #expect(error?.reason == "it is no regular file" && error?.subject == path.string)
      }
    }
  }

  @Test("status tells the kinds apart, links followed or not") func kinds() throws {
    try withScratch { scratch in
      try AtomicFile.write(Array("abc".utf8), to: scratch.appending("file"), mode: 0o640)
      try Files.makeDirectory(scratch.appending("directory"), mode: 0o755)
      symlink("file", scratch.appending("link").string)
      mkfifo(scratch.appending("pipe").string, 0o600)
      let kinds = try ["file", "directory", "link", "pipe"].map { name in
        try Files.status(scratch.appending(name), followingLinks: false)?.kind
      }
      #expect(kinds == [.regular, .directory, .symbolicLink, .other])
      let file = try #require(try Files.status(scratch.appending("link")))
      #expect(file == (try Files.status(scratch.appending("file"))))
      #expect(file.kind == .regular && file.mode == 0o640 && file.size == 3 && file.userID == geteuid())
    }
  }

  @Test("reading ends at the limit", arguments: [(3, true), (4, true), (2, false), (0, false)])
  func readLimit(limit: Int, fits: Bool) throws {
    try withScratch { scratch in
      let path = scratch.appending("file")
      try AtomicFile.write([1, 2, 3], to: path, mode: 0o600)
      if fits {
        #expect(try Files.read(path, limit: limit) == [1, 2, 3])
      } else {
        #expect(throws: SystemError(code: EFBIG, call: "read", subject: path.string)) {
          try Files.read(path, limit: limit)
        }
      }
      #expect(try Files.readPrefix(of: path, count: limit) == Array([1, 2, 3].prefix(limit)))
    }
  }

  @Test("an endless file is given up at the limit") func endless() {
    #expect(throws: SystemError(code: EFBIG, call: "read", subject: "/dev/zero")) {
      try Files.read(AbsolutePath.root.appending("dev/zero"), limit: 100_000)
    }
  }

  @Test("a large file is read whole") func large() throws {
    try withScratch { scratch in
      let content = RandomBytes.make(200_001)
      try AtomicFile.write(content, to: scratch.appending("file"), mode: 0o600)
      #expect(try Files.read(scratch.appending("file")) == content)
    }
  }

  @Test("names come in byte order") func order() throws {
    try withScratch { scratch in
      let names = ["B", "a", "b", "é", "e\u{301}", ".hidden", "10", "9"]
      for name in names { try AtomicFile.write([], to: scratch.appending(name), mode: 0o600) }
      #expect(try Files.list(scratch) == [".hidden", "10", "9", "B", "a", "b", "e\u{301}", "é"])
      #expect(try Files.firstName(in: scratch) { $0 == "b" } == "b")
      #expect(try Files.firstName(in: scratch) { $0 == "c" } == nil)
      #expect(throws: SystemError.self) { try Files.firstName(in: scratch.appending("none")) { _ in true } }
    }
  }

  @Test("links are read and resolved") func links() throws {
    try withScratch { scratch in
      try Files.makeDirectory(scratch.appending("a"), mode: 0o700)
      symlink("a/../a", scratch.appending("link").string)
      symlink("loop", scratch.appending("loop").string)
      #expect(try Files.linkTarget(scratch.appending("link")) == "a/../a")
      #expect(try Files.linkTarget(scratch.appending("a")) == nil)
      #expect(try Files.resolved(scratch.appending("link")) == scratch.appending("a"))
      #expect(throws: SystemError.self) { try Files.resolved(scratch.appending("loop")) }
    }
  }

  @Test(
    "a directory has exactly its mode, and one that exists is left as it is",
    arguments: [0o700, 0o755, 0o777] as [UInt32])
  func directories(mode: UInt32) throws {
    try withScratch { scratch in
      let path = scratch.appending("directory")
      let isNew = try Files.makeDirectory(path, mode: mode)
      #expect(isNew)
      #expect(try Files.status(path)?.mode == mode)
      #expect(try !Files.makeDirectory(path, mode: 0o711))
      #expect(try Files.status(path)?.mode == mode)
    }
  }

  @Test("a file where a directory is wanted is an error") func fileInTheWay() throws {
    try withScratch { scratch in
      try AtomicFile.write([], to: scratch.appending("file"), mode: 0o600)
      #expect(throws: SystemError(code: EEXIST, call: "mkdir", subject: "\(scratch)/file")) {
        try Files.makeDirectory(scratch.appending("file"), mode: 0o700)
      }
    }
  }

  @Test("an empty directory is removed, a full one is not") func removal() throws {
    try withScratch { scratch in
      try Files.makeDirectory(scratch.appending("a"), mode: 0o700)
      try Files.makeDirectory(scratch.appending("a/b"), mode: 0o700)
      #expect(throws: SystemError(code: ENOTEMPTY, call: "remove", subject: "\(scratch)/a")) {
        try Files.remove(scratch.appending("a"))
      }
      #expect(try Files.remove(scratch.appending("a/b")))
      #expect(try Files.remove(scratch.appending("a")))
      #expect(try tree(scratch).isEmpty)
    }
  }

  @Test("a tree goes with all it holds, and what its links lead to stays") func trees() throws {
    try withScratch { scratch in
      try Files.makeDirectory(scratch.appending("kept"), mode: 0o700)
      try AtomicFile.write([1], to: scratch.appending("kept/file"), mode: 0o600)
      let kept = try tree(scratch)
      try Files.makeDirectory(scratch.appending("gone"), mode: 0o700)
      try Files.makeDirectory(scratch.appending("gone/deep"), mode: 0o700)
      symlink("../../kept", scratch.appending("gone/deep/link").string)
      for number in 0..<50 { try AtomicFile.write([], to: scratch.appending("gone/deep/\(number)"), mode: 0o400) }
      mkdir(nameWithoutText(in: scratch.appending("gone/deep")), 0o700)
      try Files.removeTree(scratch.appending("gone"))
      symlink("kept", scratch.appending("link").string)
      try Files.removeTree(scratch.appending("link"))
      #expect(try tree(scratch) == kept)
    }
  }

  /// A path whose last component is no UTF-8.
  private func nameWithoutText(in directory: AbsolutePath) -> [CChar] {
    "\(directory)/".utf8.map { CChar(bitPattern: $0) } + [-1, -2, 0]
  }
}
