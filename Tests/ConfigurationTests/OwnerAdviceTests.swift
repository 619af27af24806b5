import Glibc
import Platform
import TestSupport
import Testing

@testable import Configuration

@Suite("Advice on owners and modes") struct OwnerAdviceTests {
  private let denied = SystemError(code: EACCES, call: "open")

  @Test("a file is given to whom it was to be read as, whoever runs the command") func owner() throws {
    try withScratch { directory throws in
      let file = directory.appending("openclaw.json")
      try place("{}", at: file)
      let name = try #require(try Account.withID(Account.effectiveUserID)).name
      let remedy = ConfigurationProblem(unreadable: file, denied).remedy
      #expect(remedy == "Let this user read it: sudo chown \(name) \(file) && sudo chmod 600 \(file)")
    }
  }

  @Test("no command changes what a link leads to, be it the file or a directory above", arguments: [true, false])
  func link(isFile: Bool) throws {
    try withScratch { directory throws in
      let target = directory.appending("real/shadow")
      try place("{gateway: {auth: {token: 's3cret'}}}", at: target)
      let link = directory.appending("link")
      try checked("symlink") { symlink((isFile ? target : target.parent).string, link.string) }
      let file = isFile ? link : link.appending("shadow")
      #expect(ConfigurationProblem(unreadable: file, denied).remedy == "namei -l \(file)")
      try checked("chmod") { chmod(target.string, 0o644) }
      let snapshot = ConfigurationLoader.load(
        path: file, environment: Environment(), home: directory, places: .init(stateDirectory: nil), version: nil
      ) { path throws(SystemError) in try Files.read(path) }
      #expect(try snapshot.exposure(home: nil)?.remedy == "Close it: namei -l \(file)")
    }
  }
}
