import CommandTree
import Platform
import Profiles
import TestSupport
import Testing

@testable import CommandLineTool

@Suite("A plan that was cut off", .timeLimit(.minutes(1))) struct InterruptedPlanTests {
  @Test(
    "is taken back by each command that changes a service",
    arguments: ["gateway start", "gateway stop", "gateway restart"])
  func takenBack(_ line: String) throws {
    try TestHome.with { home throws in
      let name = ProfileName.named("zrescue")
      let written = home.path.appending("written")
      try place("half", at: written)
      let record = UndoRecord(verb: "remove-file", written.string, "", "half")
      try place(String(decoding: record.encoded, as: UTF8.self), at: home.profile(name).planJournal)
      let run = home.run("--profile zrescue \(line)")
      #expect(run.errors.contains("took back an earlier change that had been cut off"), "\(run)")
      #expect(run.status == (line == "gateway stop" ? .success : .notInstalled), "\(run)")
      #expect(try Files.status(written) == nil && Files.status(home.profile(name).planJournal) == nil)
    }
  }

  @Test("is left alone by commands that show", arguments: ["gateway status --no-probe", "profiles list"])
  func left(_ line: String) throws {
    try TestHome.with { home throws in
      let journal = home.profile(.named("zrescue")).planJournal
      try place("", at: journal)
      #expect(home.run("--profile zrescue \(line)").status == .success)
      #expect(try Files.status(journal) != nil)
    }
  }
}
