import Foundation
import Platform

/// A login session on a throwaway host, held open until `logOut`.
package struct SystemdHostSession: Sendable {
  private let process: SpawnedProcess
  private let lifeline: FileHandle
  private let host: SystemdHost
  /// The user ID of who logged in.
  package let userIdentifier: String

  /// Starts a command that opens the session, prints the user ID and lasts as long as its standard input.
  init(_ arguments: [String], on host: SystemdHost) async throws {
    let (input, lifeline) = try FileHandle.pipe()
    let (answer, output) = try FileHandle.pipe()
    process = try SpawnedProcess(
      arguments, input: input.fileDescriptor, output: output.fileDescriptor, errors: STDERR_FILENO)
    try output.close()
    let greeting = String(decoding: try await blocking { answer.availableData }, as: UTF8.self)
    userIdentifier = greeting.trimmingCharacters(in: .whitespacesAndNewlines)
    self.lifeline = lifeline
    self.host = host
  }

  /// Ends the session, and waits until the user's manager and runtime directory are gone.
  ///
  /// `lingering` says that they are to stay, and waits for nothing.
  ///
  /// - Throws: `ConditionNeverHeld` when something keeps them.
  package func logOut(lingering: Bool = false) async throws {
    try lifeline.close()
    _ = try await process.exitStatus()
    if lingering { return }
    let runtimeDirectory = await host.path("/run/user/\(userIdentifier)")
    try await eventually("\(runtimeDirectory) is gone") { !FileManager.default.fileExists(atPath: runtimeDirectory) }
  }
}
