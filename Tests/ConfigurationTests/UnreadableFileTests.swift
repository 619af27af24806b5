import Configuration
import Glibc
import JSON
import Platform
import Profiles
import TestSupport
import Testing

@Suite("Files that cannot be read", .timeLimit(.minutes(1))) struct UnreadableFileTests {
  @Test("a pipe, a device or a directory in the config's place is an issue, and nobody waits for it")
  func noRegularFile() throws {
    try withScratch { scratch in
      mkfifo(scratch.appending("pipe").string, 0o600)
      for file in [scratch.appending("pipe"), AbsolutePath.root.appending("dev/tty"), .root] {
        let issues = load(scratch, config: file).issues
        #expect(issues.count == 1)
        #expect(issues.first?.file == file)
        #expect(issues.first?.message.hasPrefix("cannot be read: ") == true)
      }
      #expect(load(scratch, config: scratch).issues.map(\.message) == ["cannot be read: it is no regular file"])
    }
  }

  @Test("a pipe in the place of .env or of an included file is passed over and told") func pipesBesideIt() throws {
    try withScratch { scratch in
      try place("{$include: 'more.json', gateway: {port: 5}}", at: scratch.appending("openclaw.json"))
      mkfifo(scratch.appending(".env").string, 0o600)
      mkfifo(scratch.appending("more.json").string, 0o600)
      let snapshot = load(scratch, config: scratch.appending("openclaw.json"))
      #expect(snapshot.warnings.map(\.message) == ["cannot be read: it is no regular file"])
      #expect(snapshot.issues.map(\.message).first?.hasSuffix("more.json: it is no regular file") == true)
      #expect(snapshot.configuration.port == Port(5))
    }
  }

  @Test("a file that this user may not read, at a place that cannot be looked at, comes with the command that looks")
  func forbidden() {
    var files = MemoryFiles()
    files.failures["openclaw.json"] = EACCES
    let issue = files.load().issues.first
    #expect(issue?.message == "cannot be read: Permission denied")
    #expect(issue?.remedy == "namei -l /home/ada/.openclaw/openclaw.json")
    #expect(issue?.text(withRemedy: false).hasSuffix("Permission denied") == true)
  }

  @Test("a pipe is not changed either") func changing() throws {
    try ScratchConfiguration.with(nil) { configuration in
      try placeDirectory(configuration.state)
      mkfifo(configuration.path.string, 0o600)
      let reason = configuration.refusal(.set("gateway.port", 5)).map { "\($0)" }
      #expect(reason?.contains("it is no regular file") == true, "\(reason ?? "")")
    }
  }

  private func load(_ home: AbsolutePath, config: AbsolutePath) -> ConfigurationSnapshot {
    ConfigurationLoader.load(
      Profile(.default, home: home, stateDirectory: home, configPath: config), environment: Environment())
  }
}
