import Platform
import TestSupport
import Testing

@testable import Services

@Suite("Drop-ins that were not read") struct UnreadDropInsTests {
  @Test(
    "a drop-in with content that the manager does not know has not been read",
    arguments: [
      ("mine.conf", "[Service]\n", [], true), ("mine.conf", "[Service]\n", ["mine.conf"], false),
      ("mine.conf", "[Service]\n", ["other.conf"], true), ("masked.conf", "", [], false),
      ("notes.txt", "text", [], false),
    ] as [(String, String, [String], Bool)])
  func unread(_ name: String, _ text: String, _ known: [String], _ isUnread: Bool) throws {
    try withScratch { directory throws in
      let folder = directory.appending("x.service.d")
      try place(text, at: folder.appending(name))
      let known = known.map(folder.appending)
      #expect(UnreadDropIns.exist(beside: directory.appending("x.service"), known: known) == isUnread)
      #expect(!UnreadDropIns.exist(beside: directory.appending("y.service"), known: []))
    }
  }
}
