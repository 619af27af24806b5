import Glibc
import Platform
import TestSupport
import Testing

@Suite("A log and those before it") struct FileGenerationsTests {
  private func lines(
    _ path: AbsolutePath, _ count: Int = 5, before position: FilePosition? = nil, atMost limit: Int = .max
  ) throws -> [String] {
    var lines: [String] = []
    try FileGenerations(path, count: count).visitFromEnd(before: position) {
      lines.append(String(decoding: $0, as: UTF8.self))
      return lines.count < limit
    }
    return lines
  }

  @Test("lines come from the last to the first, across files, without empty ones") func order() throws {
    try withScratch { directory in
      let path = directory.appending("log")
      try place("c\n\nd\ne", at: path)
      try place("a\nb\n", at: directory.appending("log.1"))
      #expect(try lines(path) == ["e", "d", "c", "b", "a"])
      #expect(try lines(path, 1) == ["e", "d", "c"])
      #expect(try lines(path, atMost: 2) == ["e", "d"])
    }
  }

  @Test("lines longer than what is read at once are whole", arguments: [65_535, 65_536, 65_537, 200_000])
  func long(_ length: Int) throws {
    try withScratch { directory in
      let path = directory.appending("log")
      let long = String(repeating: "x", count: length)
      try place("first\n\(long)\nlast\n", at: path)
      #expect(try lines(path) == ["last", long, "first"])
    }
  }

  @Test("nothing there has no lines; a directory is an error") func absent() throws {
    try withScratch { directory in
      let none = try lines(directory.appending("none"))
      #expect(none == [])
      #expect(throws: SystemError.self) { _ = try lines(directory) }
    }
  }

  @Test("blocks that were given back are passed over") func hole() throws {
    try withScratch { directory in
      let path = directory.appending("log")
      try place("old\n", at: path)
      try checked("truncate") { truncate(path.string, 300_000) }
      let file = try Descriptor(opening: path, O_WRONLY | O_APPEND)
      try file.writeAll(Array("rest of a line\nnew\n".utf8))
      #expect(try lines(path) == ["new", "rest of a line"])
    }
  }

  @Test("a position hides what came later, in its own file only") func position() throws {
    try withScratch { directory in
      let path = directory.appending("log")
      try place("a\nb\n", at: path)
      let inode = try #require(try Files.status(path)).inode
      #expect(try lines(path, before: FilePosition(inode: inode, offset: 2)) == ["a"])
      #expect(try lines(path, before: FilePosition(inode: inode + 1, offset: 2)) == ["b", "a"])
    }
  }
}
