import Platform
import Profiles
import Services
import TestSupport
import Testing

@Suite("Units as the supervisor reads them") struct SupervisedUnitReaderTests {
  static let name = "openclaw-gateway-rescue.service"

  private func read(
    _ text: String, dropIns: [String: String] = [:]
  ) throws -> (unit: SupervisedUnit, warnings: [String]) {
    try withScratch { directory in
      try place(text, at: directory.appending(Self.name))
      for (file, text) in dropIns { try place(text, at: directory.appending("\(Self.name).d/\(file)")) }
      let read = try SupervisedUnitReader.read(Self.name, in: directory)
      let prefix = "\(directory)/"
      return (read.unit, read.warnings.map { "\($0)".replacing(prefix, with: "") })
    }
  }

  @Test("what install writes is understood to the last directive") func template() throws {
    let home = AbsolutePath.root.appending("home/ops")
    let definition = ServiceDefinition(
      profile: Profile(.named("rescue"), home: home), scope: .user, executable: home.appending("bin/open claw"),
      port: PortPlan.defaultBase, version: "1.2.3")
    let (unit, warnings) = try read(GatewayUnit(definition).text(template: GatewayUnit.embeddedTemplate(.user)))
    #expect(warnings == [])
    #expect(unit.executable == definition.executable && unit.arguments == definition.arguments)
    #expect(unit.environment == definition.environment && unit.workingDirectory == home && unit.fileMask == 0o077)
    #expect(unit.policy == ServiceMachineTests.policy)
    #expect(unit.stateDirectory == home.appending(".openclaw-rescue"))
  }

  @Test("without directives systemd's defaults hold") func defaults() throws {
    let (unit, warnings) = try read("[Service]\nExecStart=/bin/true\n")
    #expect(unit.policy == RestartPolicy() && unit.fileMask == 0o022 && warnings == [])
  }

  @Test("what is not honoured is named with file and line") func warnings() throws {
    let text = """
      [Unit]
      Description=x

      [Service]
      ExecStart=/bin/true
      ProtectSystem=strict
      # KillMode=process
      KillMode=process
      RestartSec=soon
      [X-OpenClaw]
      Anything=goes
      """
    let (unit, warnings) = try read(text, dropIns: ["10-more.conf": "[Service]\n\nLimitNOFILE=5\nRestart=often\n"])
    #expect(
      warnings == [
        "\(Self.name):6: ProtectSystem= in [Service] is not honoured by the supervisor",
        "\(Self.name):8: KillMode=process: the supervisor knows mixed only",
        "\(Self.name):9: RestartSec=soon: no length of time",
        "\(Self.name).d/10-more.conf:3: LimitNOFILE= in [Service] is not honoured by the supervisor",
        "\(Self.name).d/10-more.conf:4: Restart=often: no word of Restart=",
      ])
    #expect(unit.policy == RestartPolicy())
  }

  @Test("drop-ins override in the order of their names, and an empty value forgets") func dropIns() throws {
    let text = """
      [Service]
      ExecStart=/bin/false one
      Environment=A=1 B=2
      TimeoutStopSec=30
      WatchdogSec=30
      SuccessExitStatus=143
      """
    let (unit, _) = try read(
      text,
      dropIns: [
        "20-b.conf": "[Service]\nTimeoutStopSec=20\nSuccessExitStatus=\nSuccessExitStatus=SIGKILL 3\n",
        "10-a.conf":
          "[Service]\nExecStart=\nExecStart=/bin/true two\nEnvironment=B=3\nTimeoutStopSec=10\nWatchdogSec=0",
        "README": "[Service]\nTimeoutStopSec=1\n",
      ])
    #expect(unit.arguments == ["/bin/true", "two"])
    #expect(unit.environment == [ServiceVariable("A", "1"), ServiceVariable("B", "3")])
    #expect(unit.policy.stopTimeout == .seconds(20) && unit.policy.watchdog == nil)
    let killed = [false, true].map { ServiceExit.killed(signal: 9, dumped: $0) }
    #expect(unit.policy.successes == Set(killed + [.exited(3)]))
  }

  @Test("files of variables are named, those that may be missing marked") func environmentFiles() throws {
    let (unit, _) = try read("[Service]\nExecStart=/bin/true\nEnvironmentFile=/etc/a\nEnvironmentFile=-/etc/b\n")
    #expect(unit.environmentFiles.map(\.path.string) == ["/etc/a", "/etc/b"])
    #expect(unit.environmentFiles.map(\.isOptional) == [false, true])
    let lines = "# no\nA=1\n; no\n B = \"two words\" \nC='3'\nD=\n=x\nplain\nE=\"open\n"
    #expect(
      UnitEnvironmentFile.assignments(Array(lines.utf8)) == [
        ServiceVariable("A", "1"), ServiceVariable("B", "two words"), ServiceVariable("C", "3"),
        ServiceVariable("D", ""), ServiceVariable("E", "open\n"),
      ])
  }

  @Test("a unit that is not there, and one without a command, say so") func refused() throws {
    try withScratch { directory in
      let path = directory.appending(Self.name)
      #expect(throws: SupervisedUnitError.missing(path)) { try SupervisedUnitReader.read(Self.name, in: directory) }
      try place("[Service]\nType=notify\n", at: path)
      #expect(throws: SupervisedUnitError.noCommand(path)) { try SupervisedUnitReader.read(Self.name, in: directory) }
    }
  }

  @Test(
    "a file of variables is read as systemd reads it",
    arguments: [
      ("A=b\\\nc\n", ["A=bc"]), ("A=\"b\nc\"\nD=e\n", ["A=b\nc", "D=e"]), ("A= 'b \\ c' d \n", ["A=b \\ cd"]),
      ("A=\"\\\"\\x\\$\"", ["A=\"\\x$"]), ("A=b\"c\"\n", ["A=b\"c\""]), ("A=\nB=\\ \n", ["A=", "B= "]),
      ("# A=1\n; B=2\nno name\n=3\n C = 4 \n", ["C=4"]),
    ])
  func variables(text: String, expected: [String]) {
    #expect(UnitEnvironmentFile.assignments(Array(text.utf8)).map { "\($0.name)=\($0.value)" } == expected)
  }
}
