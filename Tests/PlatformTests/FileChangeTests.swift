import Glibc
import TestSupport
import Testing

@testable import Platform

@Suite("File change")
struct FileChangeTests {
  @Test(
    "the summary says what is done in a line",
    arguments: [
      (.makeDirectory(mode: 0o700), "make directory /x (mode 0700)"),
      (.write([1, 2], mode: 0o6), "write /x (2 bytes, mode 0006)"), (.remove, "remove /x"),
      (.removeTree, "remove /x and everything in it"), (.setMode(0o600), "set the mode of /x to 0600"),
      (.replace([1], by: [1, 2]), "change /x (1 bytes, then 2)"),
    ] as [(FileChange.Action, String)])
  func summary(action: FileChange.Action, text: String) {
    #expect(FileChange("step", action, at: AbsolutePath.root.appending("x")).summary == text)
  }

  @Test("a host that is as wanted needs nothing") func needless() throws {
    try withScratch { scratch in
      try Files.makeDirectory(scratch.appending("directory"), mode: 0o700)
      symlink("directory", scratch.appending("link").string)
      try AtomicFile.write([1], to: scratch.appending("file"), mode: 0o600)
      for (action, name) in [
        (.makeDirectory(mode: 0o755), "directory"), (.makeDirectory(mode: 0o755), "link"),
        (.write([1], mode: 0o600), "file"),
        (.remove, "none"), (.removeTree, "none"),
      ] as [(FileChange.Action, String)] {
        #expect(try FileChange("step", action, at: scratch.appending(name)).undoRecord() == nil)
      }
    }
  }

  @Test("something else in the way is not as wanted, and the change fails") func inTheWay() throws {
    try withScratch { scratch in
      try AtomicFile.write([1], to: scratch.appending("file"), mode: 0o600)
      symlink("nowhere", scratch.appending("dangling").string)
      let before = try tree(scratch)
      for name in ["file", "dangling"] {
        let change = FileChange("make", .makeDirectory(mode: 0o700), at: scratch.appending(name))
        let record = try #require(try change.undoRecord())
        #expect(throws: SystemError.self) { try change.apply() }
        #expect(try FileUndoer().undo(record))
        #expect(try tree(scratch) == before)
      }
    }
  }

  @Test("what could not be put back is not removed: a pipe, a device, a file that is too large to keep")
  func irreplaceable() throws {
    try withScratch { scratch in
      mkfifo(scratch.appending("pipe").string, 0o600)
      let large = try Descriptor(opening: scratch.appending("large"), O_CREAT | O_WRONLY, mode: 0o600)
      ftruncate(large.raw, off_t(Files.readLimit + 1))
      for name in ["pipe", "large"] {
        let change = FileChange("remove", .remove, at: scratch.appending(name))
        #expect(throws: SystemError.self) { try change.undoRecord() }
      }
    }
  }

  @Test("a directory where a file is to be written is an error before anything is done") func directoryInTheWay() throws
  {
    try withScratch { scratch in
      let change = FileChange("write", .write([], mode: 0o600), at: scratch)
      #expect(throws: SystemError.self) { try change.undoRecord() }
    }
  }

  @Test("a tree is removed for good") func trees() throws {
    try withScratch { scratch in
      try Files.makeDirectory(scratch.appending("a"), mode: 0o700)
      try AtomicFile.write([1], to: scratch.appending("a/b"), mode: 0o600)
      let change = FileChange("purge", .removeTree, at: scratch.appending("a"))
      let record = try #require(try change.undoRecord())
      try change.apply()
      #expect(try FileUndoer().undo(record))
      #expect(try tree(scratch).isEmpty)
    }
  }

  @Test("taking back twice, or what was never done, does no harm") func undoTwice() throws {
    try withScratch { scratch in
      let fixture = PlanFixture(in: scratch)
      try fixture.populate()
      let before = try tree(scratch)
      for change in fixture.changes where change.path.parent == scratch || change.path.parent.lastComponent == "full" {
        let record = try #require(try change.undoRecord())
        #expect(try FileUndoer().undo(record))
        #expect(try tree(scratch) == before)
        try change.apply()
        #expect(try tree(scratch) != before)
        for _ in 0..<2 { #expect(try FileUndoer().undo(record)) }
        #expect(try tree(scratch) == before)
      }
    }
  }

  @Test("a mode is set and put back, unless somebody has set another since") func modes() throws {
    try withScratch { scratch in
      let file = scratch.appending("file")
      try AtomicFile.write([1], to: file, mode: 0o644)
      let change = FileChange("set-mode", .setMode(0o600), at: file)
      let record = try #require(try change.undoRecord())
      try change.apply()
      #expect(try Files.status(file)?.mode == 0o600 && (try change.undoRecord()) == nil)
      #expect(try FileUndoer().undo(record) && (try Files.status(file))?.mode == 0o644)
      try Files.setMode(file, 0o640)
      #expect(try FileUndoer().undo(record) && (try Files.status(file))?.mode == 0o640)
    }
  }

  @Test("the mode of what a link leads to is not set") func modeOfLink() throws {
    try withScratch { scratch in
      try AtomicFile.write([1], to: scratch.appending("file"), mode: 0o644)
      symlink("file", scratch.appending("link").string)
      let change = FileChange("set-mode", .setMode(0o600), at: scratch.appending("link"))
      #expect(throws: SystemError.self) { try change.apply() }
      #expect(try Files.status(scratch.appending("file"))?.mode == 0o644)
    }
  }

  @Test("a file that is no longer what was read is not replaced") func replaced() throws {
    try withScratch { scratch in
      let file = scratch.appending("file")
      try AtomicFile.write([1], to: file, mode: 0o640)
      let change = FileChange("write", .replace([1], by: [2]), at: file)
      let record = try #require(try change.undoRecord())
      try change.apply()
      #expect(
        try Files.read(file) == [2] && (try Files.status(file))?.mode == 0o640 && (try change.undoRecord()) == nil)
      #expect(try FileUndoer().undo(record) && (try Files.read(file)) == [1])
      try AtomicFile.write([3], to: file, mode: 0o640)
      #expect(throws: SystemError.self) { try change.undoRecord() }
      #expect(throws: SystemError.self) { try change.apply() }
      #expect(try Files.read(file) == [3])
    }
  }

  @Test("a record of another kind of change is left to another undoer") func foreign() throws {
    #expect(try !FileUndoer().undo(UndoRecord(verb: "disable-unit", "/x", "nobody-of-this-name")))
    #expect(try !FileUndoer().undo(UndoRecord(verb: "remove-file", "relative")))
    #expect(throws: SystemError(code: ENOENT, call: "getpwnam_r", subject: "nobody-of-this-name")) {
      try FileUndoer().undo(UndoRecord(verb: "remove-file", "/x", "nobody-of-this-name"))
    }
  }

  @Test("root makes changes with the rights of the account they are for", .enabled(if: geteuid() == 0, "needs root"))
  func owner() async throws {
    await #expect(processExitsWith: .success) {
      try withScratch { scratch in
        chmod(scratch.string, 0o755)
        let account = try #require(try Account.withID(65534))
        try Files.makeDirectory(scratch.appending("home"), mode: 0o700)
        chown("\(scratch)/home", account.userID, account.groupID)
        let change = FileChange("write", .write([1], mode: 0o600), at: scratch.appending("home/file"), as: account)
        let record = try #require(try change.undoRecord())
        try change.apply()
        let entry = try #require(try Files.status(scratch.appending("home/file")))
        #expect(entry.userID == account.userID && entry.groupID == account.groupID)
        #expect(geteuid() == 0 && getegid() == 0)
        let outside = FileChange("write", .write([1], mode: 0o600), at: scratch.appending("file"), as: account)
        #expect(throws: SystemError.self) { try outside.apply() }
        #expect(geteuid() == 0)
        #expect(try FileUndoer().undo(record))
        #expect(try Files.list(scratch.appending("home")) == [])
      }
    }
  }
}
