import Testing

@testable import CommandTree

@Suite("Command tree") struct CommandTreeTests {
  @Test("every command has a one-line summary without a final stop, and an example", arguments: CommandTree.all)
  func isDocumented(_ located: LocatedCommand) {
    let summary = located.command.summary
    #expect(!summary.isEmpty && !summary.hasSuffix(".") && !summary.contains("\n"))
    #expect(!located.command.examples.isEmpty)
  }

  @Test("every example is a line that the parser takes", arguments: CommandTree.all)
  func examplesAreLines(_ located: LocatedCommand) throws {
    for example in located.command.examples {
      let line = example.line.prefix { !">|<".contains($0) }
      let words = line.split(separator: " ").map { $0.filter { $0 != "'" } }
      #expect(words.first == "openclaw")
      _ = try CommandLineParser.parse(Array(words.dropFirst()))
    }
  }

  @Test("the program's own examples work on a fresh account: its gateway is set up first") func examplesSetUp() throws {
    let lines = CommandTree.openclaw.examples.map { $0.line.split(separator: " ").dropFirst().map(String.init) }
    let runs = try lines.map { try CommandLineParser.parse($0) }.filter { $0.action == .gatewayRun }
    #expect(!runs.isEmpty && runs.allSatisfy { $0[.devConfig] })
  }

  @Test("a command either does something or has subcommands", arguments: CommandTree.all)
  func leavesAct(_ located: LocatedCommand) {
    #expect((located.command.action == nil) == !located.command.subcommands.isEmpty)
    if let name = located.command.defaultSubcommand { #expect(located.command.subcommand(named: name)?.action != nil) }
  }

  @Test("every action has a command") func actionsAreReachable() {
    #expect(Set(CommandTree.all.compactMap(\.command.action)) == Set(CommandAction.allCases))
  }

  @Test("names of siblings differ, and so do the flags of a command", arguments: CommandTree.all)
  func namesAreDistinct(_ located: LocatedCommand) {
    let names = located.command.subcommands.map(\.name)
    let flags = located.completedFlags.map(\.long)
    #expect(Set(names).count == names.count)
    #expect(Set(flags).count == flags.count)
  }

  @Test("a flag needs and excludes only flags of its own command", arguments: CommandTree.all)
  func relationsAreLocal(_ located: LocatedCommand) {
    for flag in located.command.flags {
      let others = (flag.requirement.map { [$0] } ?? []) + flag.alternatives
      #expect(others.filter { located.command.flag(named: $0) == nil } == [], "\(flag.spelling)")
    }
  }

  @Test("a flag takes the same kind of value wherever it stands, as the completion scripts assume") func kindsAgree() {
    for flag in CommandTree.all.flatMap(\.command.flags) {
      let first = CommandTree.distinctFlags.first { $0.long == flag.long }
      #expect(first?.kind == flag.kind, "\(flag.spelling)")
    }
  }

  @Test("an argument that takes every word is the last one", arguments: CommandTree.all)
  func repetitionIsLast(_ located: LocatedCommand) {
    #expect(located.command.arguments.dropLast().allSatisfy { !$0.isRepeated })
  }

  @Test("daemon has the gateway's service commands and nothing else") func daemon() {
    let names = CommandTree.command(at: ["daemon"])?.subcommands.map(\.name)
    #expect(names == ["status", "install", "uninstall", "start", "stop", "restart"])
  }
}
