import Configuration
import Platform
import Testing

@testable import CommandTree

/// Splits a test's line at blanks.
func parse(_ line: String) throws(UsageFailure) -> ParsedInvocation {
  try CommandLineParser.parse(line.split(separator: " ").map(String.init))
}

@Suite("Command lines that are understood") struct CommandLineParserTests {
  @Test(
    "words lead to an action",
    arguments: [
      ("", .help), ("gateway", .gatewayRun), ("gateway run", .gatewayRun), ("gateway --port 1", .gatewayRun),
      ("gateway status", .gatewayStatus), ("daemon status", .gatewayStatus), ("daemon restart", .gatewayRestart),
      ("gateway install", .gatewayInstall), ("health", .health), ("gateway health", .health), ("status", .status),
      ("gateway call health", .gatewayCall), ("profiles list", .profilesList), ("setup", .setup),
      ("completion zsh", .completion), ("config get a", .configGet), ("config set a -", .configSet),
      ("config unset a", .configUnset), ("config validate", .configValidate), ("config diff", .configDiff),
      ("help gateway", .help), ("version", .version), ("--version", .version),
      ("-V", .version), ("-v", .version), ("--profile rescue --version", .version),
    ] as [(String, CommandAction)])
  func actions(line: String, action: CommandAction) throws {
    #expect(try parse(line).action == action)
  }

  @Test("a bare noun's default subcommand is spelled out in the path") func defaultSubcommand() throws {
    #expect(try parse("gateway --verbose").path == ["gateway", "run"])
    #expect(try parse("daemon stop").path == ["daemon", "stop"])
  }

  @Test("a flag's value follows it or its equals sign") func values() throws {
    #expect(try parse("gateway --port 19001")[.port] == Port(19001))
    #expect(try parse("gateway --port=19001")[.port] == Port(19001))
    #expect(try parse("gateway call m --params={}=")[.params] == "{}=")
    #expect(try parse("gateway call m --params=-1")[.params] == "-1")
    #expect(try parse("gateway status --token-file -")[.tokenFile] == "-")
  }

  @Test("values have the types of their flags") func types() throws {
    let run = try parse("gateway run --auth password --bind lan --tailscale serve --ws-log full --token abc")
    #expect(run[.auth] == .password)
    #expect(run[.bind] == .lan)
    #expect(run[.tailscale] == .serve)
    #expect(run[.webSocketLog] == .full)
    #expect(run[.token] == Secret("abc"))
    #expect(try parse("health --timeout 1500")[.timeout] == .milliseconds(1500))
    #expect(try parse("gateway start --wait 0")[.wait] == .seconds(0))
    #expect(try parse("gateway render --manager systemd-system")[.manager] == .systemdSystem)
  }

  @Test("a flag that is not given is nil, or false") func absent() throws {
    let status = try parse("gateway status --json")
    #expect(status[.json])
    #expect(!status[.deep])
    #expect(status[.url] == nil)
    #expect(status[.timeout] == nil)
  }

  @Test("arguments and flags may be mixed, and nothing after -- is a flag") func operands() throws {
    #expect(try parse("gateway call --json health")[.method] == "health")
    #expect(try parse("gateway call -- --json")[.method] == "--json")
    #expect(try parse("gateway call -- --no-color").globals.noColor == false)
    #expect(try parse("completion fish")[.shell] == .fish)
    #expect(try parse("help gateway install")[.topic] == ["gateway", "install"])
    #expect(try parse("help exit-status")[.topic] == ["exit-status"])
  }

  @Test("a flag given twice with one value is given once") func repetition() throws {
    #expect(try parse("gateway --port 5 --port=5 --verbose --verbose")[.port] == Port(5))
  }

  @Test(
    "help at any level, whatever else is wrong, is help for the command typed so far",
    arguments: [
      ("--help", []), ("-h gateway", ["gateway"]), ("gateway --help", ["gateway"]), ("profiles -h", ["profiles"]),
      ("gateway install --prot 1 --help", ["gateway", "install"]), ("gateway call --help", ["gateway", "call"]),
      ("--profile rescue daemon status -h", ["daemon", "status"]),
    ] as [(String, [String])])
  func help(line: String, words: [String]) throws {
    let invocation = try parse(line)
    #expect(invocation.action == .help)
    #expect(invocation[.topic] == words)
  }
}

@Suite("Global flags") struct GlobalFlagTests {
  @Test("a profile is named before the command") func profile() throws {
    #expect(try parse("--profile rescue gateway status").globals.profile == "rescue")
    #expect(try parse("--profile=rescue gateway status").globals.profile == "rescue")
    #expect(try parse("gateway status").globals.profile == nil)
  }

  @Test("--dev names the profile dev before the command and is the command's own after it") func dev() throws {
    let before = try parse("--dev gateway")
    #expect(before.globals.profile == "dev" && before.globals.isDev && !before[.devConfig])
    let after = try parse("gateway --dev")
    #expect(after.globals.profile == nil && !after.globals.isDev && after[.devConfig])
  }

  @Test("--profile dev --dev says one thing") func both() throws {
    let globals = try parse("--profile dev --dev status").globals
    #expect(globals.profile == "dev" && globals.isDev)
  }

  @Test(
    "--no-color counts anywhere", arguments: ["--no-color status", "status --no-color", "gateway --no-color status"])
  func noColor(line: String) throws {
    #expect(try parse(line).globals.noColor)
    #expect(try parse(line).path.last == "status")
  }
}
