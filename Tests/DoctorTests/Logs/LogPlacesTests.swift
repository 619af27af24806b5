import Glibc
import Platform
import Services
import TestSupport
import Testing

@testable import Doctor

@Suite("Where lines are") struct LogPlacesTests {
  private static func line(_ message: String, event: String? = nil) -> String {
    let facts = event.map { #""0":{"event":"\#($0)"},"1""# } ?? #""0""#
    return "{\(facts):\"\(message)\",\"time\":\"2026-02-01T10:20:30.040Z\"}\n"
  }

  private static func begins(_ run: String) -> String { SupervisedRun.beginning(run, at: .now()) }

  private func last(
    _ count: Int, _ places: [LogPlaces.Place], ofLastRun: Bool = false
  ) throws -> (messages: [String], source: String)? {
    try LogPlaces(places).last(count, ofLastRun: ofLastRun, run: nil).map { ($0.lines.map(\.message), $0.place.source) }
  }

  @Test("the first place that has lines is the one") func order() throws {
    try withScratch { directory in
      let (output, file) = (directory.appending("service.log"), directory.appending("gateway.log"))
      #expect(try last(5, [.output(output), .file(file)]) == nil)
      try place(Self.line("a"), at: file)
      #expect(try last(5, [.output(output), .file(file)]).map { $0.source } == "file")
      try place("b\nc\n", at: output)
      let found = try #require(try last(1, [.output(output), .file(file)]))
      #expect(found.messages == ["c"] && found.source == "output")
    }
  }

  @Test("the last run begins at its mark, in either file, across a rotation") func lastRun() throws {
    try withScratch { directory in
      let (output, file) = (directory.appending("service.log"), directory.appending("gateway.log"))
      try place(Self.begins("one") + "a\n" + Self.begins("two") + "b\n", at: directory.appending("service.log.1"))
      try place("c\n", at: output)
      #expect(try last(9, [.output(output)], ofLastRun: true)?.messages == ["run begins: two", "b", "c"])
      #expect(try last(2, [.output(output)], ofLastRun: true)?.messages == ["b", "c"])
      try place(Self.line("x") + Self.line("run", event: "run-begins") + "broken\n" + Self.line("y"), at: file)
      #expect(try last(9, [.file(file)], ofLastRun: true)?.messages == ["run", "y"])
    }
  }

  @Test("a place that may not be read is an error only when no other has lines") func unreadable() throws {
    try withScratch { directory in
      let file = directory.appending("gateway.log")
      #expect(throws: SystemError.self) { try last(1, [.output(directory), .file(file)]) }
      try place(Self.line("a"), at: file)
      #expect(try last(1, [.output(directory), .file(file)])?.messages == ["a"])
    }
  }

  @Test("a follower tells what was there, and then each line once") func follow() throws {
    try withScratch { directory in
      let output = directory.appending("service.log")
      try place("a\nb\n", at: output)
      let follower = try #require(try LogFollower.follow(LogPlaces([.output(output)]), last: 1, ofLastRun: false))
      #expect(follower.former.map(\.message) == ["b"])
      let file = try Descriptor(opening: output, O_WRONLY | O_APPEND)
      try file.writeAll(Array("c\n".utf8))
      #expect(try follower.next().map(\.message) == ["c"])
    }
  }
}
