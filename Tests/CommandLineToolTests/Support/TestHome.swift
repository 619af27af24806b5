import CommandTree
import JSON
import Platform
import Profiles
import Synchronization
import TestSupport

@testable import CommandLineTool

/// The exit status of a command; the testing library has a type of the same name.
typealias CommandStatus = ExitStatus

/// A scratch home directory in which command lines are run inside the test's own process.
struct TestHome {
  let path: AbsolutePath
  /// Variables beside `HOME`.
  var variables: [String: String] = [:]
  /// Whether the command believes that it writes to a terminal.
  var isTerminal = false

  /// The program that commands would start in the background: none, for the running program is the tests themselves.
  static let executable = AbsolutePath.root.appending("nonexistent/bin/openclaw")

  /// Lends a home that is removed afterwards.
  static func with<Value>(_ body: (TestHome) throws -> Value) throws -> Value {
    try withScratch { try body(TestHome(path: $0)) }
  }

  /// The same for a test that waits.
  static func with<Value>(_ body: (TestHome) async throws -> Value) async throws -> Value {
    try await withScratch { try await body(TestHome(path: $0)) }
  }

  /// Runs a command line, its words apart by blanks.
  func run(_ line: String) -> CommandRun { run(line.split(separator: " ").map(String.init)) }

  /// Runs a command line.
  func run(_ arguments: [String]) -> CommandRun {
    let written = CollectedOutput()
    let terminal = Terminal(isTerminal: isTerminal, width: isTerminal ? 100 : nil)
    let console = Console(output: terminal, error: terminal) { written.add($1, to: $0) }
    let environment = Environment(["HOME": path.string].merging(variables) { $1 })
    let status = Program.run(arguments, environment: environment, console: console, executable: Self.executable)
    return CommandRun(
      arguments: arguments, status: status, output: written.text(.output), errors: written.text(.error))
  }

  /// The same home for commands with more variables.
  func setting(_ variables: [String: String]) -> TestHome {
    var home = self
    home.variables.merge(variables) { $1 }
    return home
  }

  func profile(_ name: ProfileName = .default) -> Profile { Profile(name, home: path) }

  /// The text of a file in the home; nil when there is none.
  func text(_ file: AbsolutePath) throws -> String? {
    try Files.read(file).map { String(decoding: $0, as: UTF8.self) }
  }
}

/// What a command wrote and how it ended.
struct CommandRun: CustomStringConvertible {
  let arguments: [String]
  let status: CommandStatus
  let output: String
  let errors: String

  /// Standard output as one document.
  var document: JSONValue {
    get throws { try JSONReader.read(output) }
  }

  var description: String { "openclaw \(arguments.joined(separator: " ")): \(status)\n\(output)\(errors)" }
}

/// What was written, by stream.
final class CollectedOutput: Sendable {
  private let bytes = Mutex<[Console.Stream: [UInt8]]>([:])

  func add(_ more: [UInt8], to stream: Console.Stream) { bytes.withLock { $0[stream, default: []] += more } }

  func text(_ stream: Console.Stream) -> String { bytes.withLock { String(decoding: $0[stream] ?? [], as: UTF8.self) } }
}
