import CommandTree
import JSON
import Platform
import Profiles
import TestSupport
import Testing

@testable import CommandLineTool

@Suite("Suggested command lines") struct SuggestionTests {
  private func context(_ line: String) throws -> CommandContext {
    let arguments = line.split(separator: " ").map(String.init)
    let console = Console(
      output: Terminal(isTerminal: false, width: nil), error: Terminal(isTerminal: false, width: nil)
    ) { _, _ in }
    return try CommandContext.make(
      CommandLineParser.parse(arguments), arguments: arguments, environment: Environment(["HOME": "/home/ops"]),
      executable: .root, console: console)
  }

  @Test(
    "what root is to run is what was typed, with scope and account",
    arguments: [
      ("gateway install --system --run-as claw --port 20000", ""), ("gateway stop --json", " --system"),
      ("--profile rescue gateway restart --system", ""),
    ])
  func root(_ line: String, _ more: String) throws {
    let typed = line.split(separator: " ").filter { $0 != "--json" }.joined(separator: " ")
    let hint = try context(line).commandLineForRoot
    #expect(hint == "sudo openclaw \(typed)\(more)" && CommandLineParser.accepts(hint))
  }

  @Test("an install that names nobody runs as whoever asks") func account() throws {
    let context = try context("gateway install --system")
    #expect(context.commandLineForRoot == "sudo openclaw gateway install --system --run-as \(context.account.name)")
  }

  @Test(
    "without a remote gateway each command says how to go on", arguments: ["gateway health", "gateway call status"])
  func remote(_ line: String) throws {
    try TestHome.with { home throws in
      try place("{gateway: {mode: 'remote', auth: {token: 't'}}}", at: home.profile().configPath)
      let hints = try expectDocument(home.run("\(line) --json"), ok: false)["hints"]?.arrayValue ?? []
      #expect(hints == ["openclaw config set gateway.mode local", .string("openclaw \(line) --url ws://host:port")])
      #expect(hints.allSatisfy { CommandLineParser.accepts($0.stringValue ?? "") })
    }
  }
}
