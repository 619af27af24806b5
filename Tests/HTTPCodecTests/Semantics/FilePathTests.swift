import HTTPCodec
import TestSupport
import Testing

@Suite("Paths that name files") struct FilePathTests {
  @Test(
    "a path is decoded once, name by name",
    arguments: [
      ("/a/b.html", ["a", "b.html"], false), ("/a/", ["a"], true), ("/", [], true), ("", [], true),
      ("//a///b", ["a", "b"], false), ("/a%20b", ["a b"], false), ("/%61", ["a"], false), ("/%C3%A9", ["é"], false),
      ("/%252e%252e", ["%2e%2e"], false), ("/a..b", ["a..b"], false), ("/a.", ["a."], false), ("/~x", ["~x"], false),
    ])
  func names(path: String, components: [String], endsWithSlash: Bool) {
    let read = FilePath(decoding: path)
    #expect(read?.components == components)
    #expect(read?.endsWithSlash == endsWithSlash)
  }

  @Test(
    "what leads elsewhere, hides or cannot be a name is refused",
    arguments: [
      "/..", "/../x", "/a/../b", "/a/..", "/%2e%2e/x", "/%2E.", "/.%2e/", "/.", "/./x", "/a/%2e/b", "/..%2fx",
      "/%2e%2e%2fetc", "/a%2fb", "/a%2Fb", "/%5c..", "/a\\b", "/..\\x", "/a%00", "/%00", "/a%0a", "/a%7f", "/%",
      "/a%2", "/%zz", "/%ff", "/%c0%ae%c0%ae/", "/%e0%80%ae", "/.git/config", "/.env", "/a/.hidden",
    ])
  func refused(path: String) {
    #expect(FilePath(decoding: path) == nil)
  }

  @Test("whatever is written, no name is empty, hidden, or leads anywhere but down") func random() {
    var generator = SeededGenerator(seed: 9110)
    let pieces = [
      "%2e", "%2E", "%2f", "%5c", "%00", "%25", "%", "2e", ".", "..", "/", "//", "\\", "a", "é", "\u{0}", " ",
    ]
    for _ in 0..<20_000 {
      let count = Int.random(in: 0...8, using: &generator)
      let path = (0..<count).map { _ in pieces[Int.random(in: 0..<pieces.count, using: &generator)] }.joined()
      for name in FilePath(decoding: path)?.components ?? [] {
        let isSafe = !name.isEmpty && !name.hasPrefix(".") && !name.contains { "/\\\u{0}".contains($0) }
        #expect(isSafe, "\(path)")
      }
    }
  }

  @Test(
    "types go by the end of the name",
    arguments: [
      ("a.html", "text/html; charset=utf-8"), ("A.HTM", "text/html; charset=utf-8"),
      ("x.js", "text/javascript; charset=utf-8"),
      ("x.tar.gz", "application/gzip"), ("x", "application/octet-stream"), ("x.", "application/octet-stream"),
      ("x.exe", "application/octet-stream"), ("p.svg", "image/svg+xml"), ("f.woff2", "font/woff2"),
    ])
  func types(name: String, type: String) {
    #expect(MediaType.ofFile(named: name) == type)
  }
}
