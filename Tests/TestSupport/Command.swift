import CLinux
import Foundation
import Platform

/// A program run to its end within a time limit, its output kept.
package struct Command: Sendable, CustomStringConvertible {
  package var arguments: [String]
  package var limit: Duration

  package init(_ arguments: [String], within limit: Duration = .seconds(120)) {
    self.arguments = arguments
    self.limit = limit
  }

  package var description: String { arguments.joined(separator: " ") }

  /// Runs it with an empty standard input.
  ///
  /// `timeout(1)` keeps the limit, even over this process's death: its TERM comes with a CONT, which frees an `nsenter`
  /// that copied a stop from inside.
  ///
  /// - Throws: `CommandError.timedOut` at the limit, with what was written until then.
  package func run() async throws -> CommandResult {
    let input = try FileHandle.nothing()
    let output = try FileHandle.scratch()
    let errors = try FileHandle.scratch()
    let limited = ["timeout", "--kill-after=2", "\(limit.components.seconds)"] + arguments
    let process = try SpawnedProcess(
      limited, input: input.fileDescriptor, output: output.fileDescriptor, errors: errors.fileDescriptor)
    let start = ContinuousClock.now
    let status = try await process.exitStatus()
    let result = CommandResult(status: status, output: try text(of: output), errors: try text(of: errors))
    if start.duration(to: .now) >= limit { throw CommandError.timedOut(description, limit, result) }
    return result
  }

  /// Whether it succeeds; says on standard error when it does not, so that no test is skipped silently for it.
  package func works() async throws -> Bool {
    let isWorking = try await run().succeeded
    if !isWorking { FileHandle.standardError.write(Data("SKIPPED: \(arguments[0]) does not work here\n".utf8)) }
    return isWorking
  }

  private func text(of file: FileHandle) throws -> String {
    try file.seek(toOffset: 0)
    return String(decoding: try file.readToEnd() ?? Data(), as: UTF8.self)
  }
}

/// What a command that ended left behind.
package struct CommandResult: Sendable, CustomStringConvertible {
  /// The exit status, or 128 and the signal.
  package let status: Int32
  package let output: String
  package let errors: String

  package var succeeded: Bool { status == 0 }

  /// The output without white space at its ends.
  package var line: String { output.trimmingCharacters(in: .whitespacesAndNewlines) }

  package var description: String { "exit \(status)\n\(output)\(errors)" }
}

/// Why a test's command gave no result.
package enum CommandError: Error, CustomStringConvertible {
  case timedOut(String, Duration, CommandResult)
  case failed(String, CommandResult)

  package var description: String {
    switch self {
    case .timedOut(let command, let limit, let result): "\(command): not done after \(limit): \(result)"
    case .failed(let command, let result): "\(command): \(result)"
    }
  }
}
