import Platform
import TestSupport
import Testing

@testable import Gateway

@Suite("The end of a log") struct LogTailTests {
  private static let text = "one\ntwo\nthree\nfour\n"

  @Test(
    "a reader gets the lines it has not had, whole ones only",
    arguments: [
      (LogTail(), ["one", "two", "three", "four"], false, false),
      (LogTail(limit: 2), ["three", "four"], true, false),
      (LogTail(byteLimit: 10), ["four"], true, false),
      (LogTail(byteLimit: 11), ["three", "four"], true, false),
      (LogTail(cursor: 8), ["three", "four"], false, false),
      (LogTail(cursor: 9), ["four"], false, false),
      (LogTail(cursor: 19), [], false, false),
      (LogTail(cursor: 20), ["one", "two", "three", "four"], false, true),
      (LogTail(cursor: 3, byteLimit: 11), ["three", "four"], true, true),
    ] as [(LogTail, [String], Bool, Bool)])
  func slices(tail: LogTail, lines: [String], isTruncated: Bool, isReset: Bool) throws {
    try withScratch { directory in
      try place(Self.text, at: directory.appending("log"))
      let slice = try tail.read(directory.appending("log"))
      #expect(slice == LogTail.Slice(lines: lines, size: 19, isTruncated: isTruncated, isReset: isReset))
    }
  }

  @Test("each cursor leads to exactly what was written since") func following() throws {
    try withScratch { directory in
      let file = directory.appending("log")
      #expect(try LogTail().read(file) == LogTail.Slice())
      var cursor = 0
      var text = ""
      for line in ["a", "", "ccc", "é"] {
        text += "\(line)\n"
        try place(text, at: file)
        let slice = try LogTail(cursor: cursor).read(file)
        #expect(slice.lines == (line.isEmpty ? [] : [line]))
        cursor = slice.size
      }
    }
  }
}
