import Configuration
import JSON
import Platform
import TestSupport
import Testing

@testable import Gateway

@Suite("Log file") struct LogFileTests {
  @Test("lines are JSON of mode 0600 in a directory of mode 0700") func modes() throws {
    try withScratch { directory in
      let path = directory.appending("logs/gateway.log")
      var file = LogFile(path: path)
      file.write(LogRecord(.info, "hello", fields: ["a": "1"]))
      #expect(try Files.status(path)?.mode == 0o600)
      #expect(try Files.status(path.parent)?.mode == 0o700)
      let line = try JSONReader.read(try #require(try Files.read(path)).dropLast())
      #expect(line["0"] == ["a": "1"])
      #expect(line["1"] == "hello")
      #expect(line["_meta"]?["logLevelName"] == "INFO")
    }
  }

  @Test("a run's first record comes before its first line in each file, and once") func beginning() throws {
    try withScratch { directory in
      let (one, other) = (directory.appending("one.log"), directory.appending("other.log"))
      var file = LogFile(path: one, beginning: .runBegins())
      #expect(try Files.read(one) == [])
      file.write(LogRecord(.info, "a"))
      file.reopen()
      file.write(LogRecord(.info, "b"))
      file.move(to: other)
      file.write(LogRecord(.info, "c"))
      for (path, messages) in [(one, ["run begins", "a", "b"]), (other, ["run begins", "c"])] {
        let lines = try #require(try Files.read(path)).split(separator: UInt8(ascii: "\n"))
        let records = try lines.map { try JSONReader.read(Array($0)) }
        #expect(records.map { ($0["1"] ?? $0["0"])?.stringValue } == messages)
        #expect(records.first?["0"]?["event"] == "run-begins")
      }
    }
  }

  @Test("a flood stays under the cap and its last line is there") func rotation() throws {
    try withScratch { directory in
      let path = directory.appending("gateway.log")
      var file = LogFile(path: path, limits: .init(bytes: 4096, generations: 3))
      for number in 0..<1000 { file.write(LogRecord(.info, "line \(number)")) }
      let names = try #require(try Files.list(directory))
      #expect(names == ["gateway.log", "gateway.log.1", "gateway.log.2"])
      let sizes = try names.map { try Files.status(directory.appending($0))?.size ?? 0 }
      #expect(sizes.allSatisfy { $0 > 0 && $0 <= 4096 })
      #expect(try text(path).contains("line 999"))
      #expect(try text(directory.appending("gateway.log.1")).contains("_meta"))
    }
  }

  @Test("a file that was moved or removed is begun anew") func movedAway() throws {
    try withScratch { directory in
      let path = directory.appending("gateway.log")
      var file = LogFile(path: path)
      file.write(LogRecord(.info, "first"))
      try Files.remove(path)
      file.write(LogRecord(.info, "second"))
      #expect(try text(path).contains("second"))
    }
  }

  @Test("a file that cannot be written loses lines, says how many afterwards, and fails nobody") func unwritable()
    throws
  {
    try withScratch { directory in
      var file = LogFile(path: directory.appending("elsewhere/gateway.log"))
      file.write(LogRecord(.info, "kept"))
      try Files.removeTree(directory.appending("elsewhere"))
      try AtomicFile.write([], to: directory.appending("elsewhere"), mode: 0o600)
      for _ in 0..<3 { file.write(LogRecord(.info, "lost")) }
      #expect(file.dropped == 3)
      try Files.remove(directory.appending("elsewhere"))
      file.write(LogRecord(.info, "back"))
      #expect(file.dropped == 0)
      let lines = try text(directory.appending("elsewhere/gateway.log")).split(separator: "\n")
      #expect(lines.count == 2)
      #expect(lines[0].contains("3 log lines could not be written"))
    }
  }

  @Test("lines wait until the file may be made; before that nothing is made") func held() throws {
    try withScratch { directory in
      let path = directory.appending("logs/gateway.log")
      var file = LogFile(path: path, limits: .init(held: 1000), isHeld: true)
      for number in 0..<100 { file.write(LogRecord(.info, "line \(number)")) }
      file.reopen()
      #expect(try Files.list(directory) == [])
      file.open()
      file.write(LogRecord(.info, "later"))
      file.open()
      let lines = try text(path).split(separator: "\n")
      #expect(lines.count > 1 && lines.count < 20)
      #expect(lines.first?.contains("line 0") == true && lines.last?.contains("later") == true)
    }
  }

  @Test("a configured file takes over") func move() throws {
    try withScratch { directory in
      var file = LogFile(path: directory.appending("a.log"))
      file.move(to: directory.appending("b.log"))
      file.write(LogRecord(.info, "there"))
      let moved = try text(directory.appending("b.log"))
      #expect(moved.contains("there"))
    }
  }

  private func text(_ path: AbsolutePath) throws -> String {
    String(decoding: try #require(try Files.read(path)), as: UTF8.self)
  }
}
