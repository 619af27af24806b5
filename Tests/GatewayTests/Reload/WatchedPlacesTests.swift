import Glibc
import Platform
import TestSupport
import Testing

@testable import Gateway

@Suite("The names that are watched") struct WatchedPlacesTests {
  @Test(
    "a file through its directory, a link and what it leads to, a missing directory by its name",
    arguments: [
      (["/a/b/c"], ["/a/b": ["c"]]),
      (["/a/b/c", "/a/b/d"], ["/a/b": ["c", "d"]]),
      (["/link/c"], ["/": ["link"], "/a/b": ["c"]]),
      (["/a/relative"], ["/a": ["relative", "x"]]),
      (["/a/up"], ["/a": ["up"], "/": ["x"]]),
      (["/missing/deep/c"], ["/": ["missing"]]),
      (["/a/file/c"], ["/a": ["file"]]),
      (["/a/..data/config"], ["/a": ["..data"], "/a/..1": ["config"]]),
    ] as [([String], [String: Set<String>])])
  func places(files: [String], expected: [String: Set<String>]) {
    let places = WatchedPlaces(of: files.compactMap { AbsolutePath($0) }, in: Tree())
    #expect(Dictionary(uniqueKeysWithValues: places.names.map { ($0.key.string, $0.value) }) == expected)
  }

  @Test("links in a circle end") func circle() {
    let places = WatchedPlaces(of: [AbsolutePath.root.appending("a/circle")], in: Tree())
    #expect(places.names == [AbsolutePath.root.appending("a"): ["circle"]])
  }

  @Test("there is an end of directories, and what is not watched is told") func bounded() {
    let files = (0..<100).map { AbsolutePath.root.appending("a/d\($0)/c") }
    let places = WatchedPlaces(of: files, in: Tree())
    #expect(places.names.count == WatchedPlaces.directoryLimit)
    #expect(places.unwatched.count == 100 - WatchedPlaces.directoryLimit)
  }

  @Test("the machine's own files are looked at") func machine() throws {
    try withScratch { directory in
      try place("{}", at: directory.appending("real/file"))
      symlink("real/file", directory.appending("link").string)
      let places = WatchedPlaces(of: [directory.appending("link")])
      #expect(places.contain("link", in: directory))
      #expect(places.contain("file", in: directory.appending("real")))
      #expect(!places.contain("other", in: directory))
    }
  }

  private struct Tree: LinkResolving {
    private static let links = [
      "/link": "/a/b", "/a/relative": "x", "/a/up": "../x", "/a/circle": "circle", "/a/..data": "..1",
    ]

    func linkTarget(of path: AbsolutePath) -> String? { Self.links[path.string] }

    func isDirectory(_ path: AbsolutePath) -> Bool {
      ["/", "/a", "/a/b", "/a/..1"].contains(path.string) || path.lastComponent.hasPrefix("d")
    }
  }
}
