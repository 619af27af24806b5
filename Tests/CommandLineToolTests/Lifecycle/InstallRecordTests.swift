import Platform
import Profiles
import TestSupport
import Testing

@testable import CommandLineTool

@Suite("Record of an install") struct InstallRecordTests {
  private func read(_ text: String?) throws -> InstallRecord? {
    try withScratch { home throws in
      let profile = Profile(.default, home: home)
      if let text { try place(text.replacing("HOME", with: home.string), at: profile.installRecord) }
      return InstallRecord.read(profile)
    }
  }

  @Test("what was written is read again", arguments: [true, false])
  func roundTrip(_ enabledLinger: Bool) throws {
    try withScratch { home throws in
      let profile = Profile(.named("a"), home: home)
      let possible = InstallRecord.possibleDirectories(profile)
      #expect(
        possible.map { $0.abbreviated(home: home) } == [
          "~/.config", "~/.config/systemd", "~/.config/systemd/user", "~/Library", "~/Library/LaunchAgents",
        ])
      for count in 0...possible.count {
        let record = InstallRecord(directories: Array(possible.suffix(count)), enabledLinger: enabledLinger)
        try place(String(decoding: record.bytes, as: UTF8.self), at: profile.installRecord)
        #expect(InstallRecord.read(profile) == record)
      }
    }
  }

  @Test("directories that install could not have made are not believed")
  func distrust() throws {
    let text = #"{"directories":["/etc","HOME","HOME/.config","HOME/.config/systemd/../../..",7],"enabledLinger":true}"#
    let record = try #require(try read(text))
    #expect(record.directories.map(\.lastComponent) == [".config"] && record.enabledLinger)
  }

  @Test("a damaged record is none", arguments: [nil, "", "{", "[1]x", "\u{0}"])
  func damaged(_ text: String?) throws { #expect(try read(text) == nil) }

  @Test(
    "a record of something else takes nothing away", arguments: ["[]", "{}", #"{"directories":7,"enabledLinger":"y"}"#])
  func empty(_ text: String) throws {
    #expect(try read(text) == InstallRecord(directories: [], enabledLinger: false))
  }

  @Test("a later install adds to what an earlier one made")
  func merged() {
    let possible = InstallRecord.possibleDirectories(Profile(.default, home: SnapshotSample.home))
    let earlier = InstallRecord(directories: [possible[0]], enabledLinger: true)
    let later = InstallRecord(directories: [possible[2], possible[0]], enabledLinger: false)
    #expect(later.merged(with: earlier) == InstallRecord(directories: [possible[0], possible[2]], enabledLinger: true))
    #expect(later.merged(with: nil) == later)
  }
}
