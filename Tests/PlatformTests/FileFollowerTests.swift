import Glibc
import Platform
import TestSupport
import Testing

@Suite("Following a file") struct FileFollowerTests {
  private func append(_ text: String, to path: AbsolutePath) throws {
    let file = try Descriptor(opening: path, O_WRONLY | O_APPEND | O_CREAT, mode: 0o600)
    try file.writeAll(Array(text.utf8))
  }

  private func lines(_ follower: FileFollower) throws -> [String] {
    try follower.lines().map { String(decoding: $0, as: UTF8.self) }
  }

  @Test("only what comes after the beginning is told, a line once it has its end") func end() throws {
    try withScratch { directory in
      let path = directory.appending("log")
      try append("old\n", to: path)
      let follower = try FileFollower(path)
      #expect(follower.position?.offset == 4)
      #expect(try lines(follower) == [])
      try append("a\nb", to: path)
      #expect(try lines(follower) == ["a"])
      try append("b\n\nc\n", to: path)
      #expect(try lines(follower) == ["bb", "c"])
    }
  }

  @Test("every cut of the writes gives the same lines") func cuts() throws {
    let text = "one\ntwo\nthree\n"
    for cut in 0...text.utf8.count {
      try withScratch { directory in
        let path = directory.appending("log")
        try append("", to: path)
        let follower = try FileFollower(path)
        try append(String(text.prefix(cut)), to: path)
        let first = try lines(follower)
        try append(String(text.dropFirst(cut)), to: path)
        #expect(try first + lines(follower) == ["one", "two", "three"])
      }
    }
  }

  @Test("a renamed file is read to its end, then the new one") func renamed() throws {
    try withScratch { directory in
      let path = directory.appending("log")
      try append("", to: path)
      let follower = try FileFollower(path)
      try append("a\nunfinished", to: path)
      try checked("rename") { rename(path.string, "\(path).1") }
      try append("b\n", to: path)
      #expect(try lines(follower) == ["a", "unfinished", "b"])
      #expect(try lines(follower) == [])
    }
  }

  @Test("a file that starts over is read from its beginning, one that comes later too") func startsOver() throws {
    try withScratch { directory in
      let path = directory.appending("log")
      let follower = try FileFollower(path)
      #expect(try follower.position == nil && lines(follower) == [])
      try append("long enough\n", to: path)
      #expect(try lines(follower) == ["long enough"])
      try checked("truncate") { truncate(path.string, 0) }
      try append("a\n", to: path)
      #expect(try lines(follower) == ["a"])
    }
  }
}
