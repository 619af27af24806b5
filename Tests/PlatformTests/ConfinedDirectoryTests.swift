import CLinux
import Glibc
import Platform
import TestSupport
import Testing

@Suite("Opening files below a directory") struct ConfinedDirectoryTests {
  @Test(
    "a file is opened by its names, and the directory by none",
    arguments: [ConfinedDirectory.Method.confined, .stepwise])
  func opens(method: ConfinedDirectory.Method) throws {
    try withScratch { root in
      try place("deep", at: root.appending("a/b/c"))
      let directory = try ConfinedDirectory(opening: root, by: method)
      let file = try directory.open(["a", "b", "c"])
      #expect(try file.readAll(limit: 10) == Array("deep".utf8))
      for names in [[], ["a"]] {
        let opened = try directory.open(names)
        #expect(try opened.status().kind == .directory)
      }
    }
  }

  @Test(
    "a link is refused wherever it stands and wherever it leads",
    arguments: [ConfinedDirectory.Method.confined, .stepwise],
    [["out"], ["in"], ["updir", "secret"], ["a", "self", "x"]])
  func links(method: ConfinedDirectory.Method, names: [String]) throws {
    try withScratch { scratch in
      let root = scratch.appending("root")
      try place("secret", at: scratch.appending("secret"))
      try place("x", at: root.appending("a/x"))
      for (target, name) in [("../secret", "out"), ("a/x", "in"), ("..", "updir"), (".", "a/self")] {
        symlink(target, root.appending(name).string)
      }
      let directory = try ConfinedDirectory(opening: root, by: method)
      let error = #expect(throws: SystemError.self) { _ = try directory.open(names) }
      #expect([ELOOP, ENOTDIR].contains(error?.code))
    }
  }

  @Test("a name that leads up is refused by the kernel, whoever let it through") func upwards() throws {
    try withScratch { scratch in
      try place("secret", at: scratch.appending("secret"))
      try Files.makeDirectory(scratch.appending("root"), mode: 0o700)
      let directory = try ConfinedDirectory(opening: scratch.appending("root"), by: .confined)
      #expect(throws: SystemError.self) { _ = try directory.open(["..", "secret"]) }
      #expect(throws: SystemError.self) { _ = try directory.open(["/etc/passwd"]) }
    }
  }

  @Test("a pipe that nobody writes to is opened at once", arguments: [ConfinedDirectory.Method.confined, .stepwise])
  func pipe(method: ConfinedDirectory.Method) throws {
    try withScratch { root in
      #expect(mkfifo(root.appending("pipe").string, 0o600) == 0)
      let pipe = try ConfinedDirectory(opening: root, by: method).open(["pipe"])
      #expect(try pipe.status().kind == .other)
    }
  }

  @Test("the directory itself may be a link") func linkedRoot() throws {
    try withScratch { scratch in
      try place("x", at: scratch.appending("real/x"))
      symlink("real", scratch.appending("link").string)
      _ = try ConfinedDirectory(opening: scratch.appending("link")).open(["x"])
    }
  }
}
