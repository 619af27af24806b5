import Platform
import Testing

@Suite("Absolute path")
struct AbsolutePathTests {
  @Test(
    "text is normalised",
    arguments: [
      ("/", "/"), ("//", "/"), ("/a//b/", "/a/b"), ("/a/./b/.", "/a/b"), ("/a/../b", "/b"), ("/../..", "/"),
      ("/a/b/../..", "/"), ("/...", "/..."), ("/.a", "/.a"), ("/a b", "/a b"),
      ("/\u{301}a/../b", "/b"), ("/a\u{301}/\u{301}", "/a\u{301}/\u{301}"),
    ])
  func normalised(text: String, path: String) {
    #expect(AbsolutePath(text)?.string == path)
    #expect(AbsolutePath(text)?.description == path)
  }

  @Test("what does not start with a slash, or holds a NUL, is none", arguments: ["", "a", "./a", "~", " /a", "/a\0b"])
  func refused(text: String) { #expect(AbsolutePath(text) == nil) }

  @Test(
    "relative text is relative to its base",
    arguments: [("b", "/a/b"), ("../b", "/b"), ("/b", "/b"), (".", "/a"), ("", "/a"), ("\u{301}", "/a/\u{301}")])
  func relative(text: String, path: String) throws {
    #expect(AbsolutePath(text, relativeTo: try absolute("/a"))?.string == path)
  }

  @Test(
    "a path has a parent and a last component",
    arguments: [("/", "/", ""), ("/a", "/", "a"), ("/a/b", "/a", "b"), ("/a/\u{301}b", "/a", "\u{301}b")])
  func parts(path: String, parent: String, last: String) throws {
    #expect(try absolute(path).parent.string == parent)
    #expect(try absolute(path).lastComponent == last)
    #expect(try absolute(parent).appending(last) == absolute(path))
  }

  @Test(
    "a path is within itself, its parents and the root",
    arguments: [
      ("/a", "/a", true), ("/a/b", "/a", true), ("/a", "/", true), ("/", "/", true), ("/ab", "/a", false),
      ("/a", "/a/b", false), ("/a/\u{301}b", "/a", true),
    ])
  func within(path: String, directory: String, isWithin: Bool) throws {
    #expect(try absolute(path).isWithin(absolute(directory)) == isWithin)
  }

  @Test(
    "the home directory is written as a tilde",
    arguments: [
      ("/home/u", "/home/u", "~"), ("/home/u/x", "/home/u", "~/x"), ("/home/un", "/home/u", "/home/un"),
      ("/x", "/", "/x"), ("/home/é/x", "/home/é", "~/x"),
    ])
  func abbreviated(path: String, home: String, text: String) throws {
    #expect(try absolute(path).abbreviated(home: absolute(home)) == text)
    #expect(try absolute(path).abbreviated(home: nil) == path)
  }

  @Test("two spellings of one letter are two paths, in a stable order") func bytewise() throws {
    let composed = try absolute("/caf\u{E9}")
    let decomposed = try absolute("/cafe\u{301}")
    #expect(composed != decomposed)
    #expect(Set([composed, decomposed, composed]).count == 2)
    #expect(decomposed < composed)
    #expect(!(composed < decomposed))
  }

  private func absolute(_ text: String) throws -> AbsolutePath { try #require(AbsolutePath(text)) }
}
