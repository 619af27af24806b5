import HTTPCodec
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
