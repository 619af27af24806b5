import CLinux
import Foundation
import Platform

/// A program that a test started: `posix_spawn(3)` with the three standard streams given.
package struct SpawnedProcess: Sendable {
  package let identifier: pid_t

  /// Starts `arguments[0]`, looked up on `PATH`, with this process's environment.
  ///
  /// - Throws: `SystemError` when the program cannot be started.
  package init(_ arguments: [String], input: Int32, output: Int32, errors: Int32) throws(SystemError) {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for (target, source) in [input, output, errors].enumerated() {
      posix_spawn_file_actions_adddup2(&actions, source, Int32(target))
    }
    let words = arguments.map { strdup($0) }
    defer { words.forEach { free($0) } }
    var child: pid_t = 0
    let code = posix_spawnp(&child, arguments[0], &actions, nil, words + [nil], environ)
    guard code == 0 else { throw SystemError(code: code, call: "posix_spawnp", subject: arguments[0]) }
    identifier = child
  }

  /// The exit status, or 128 and the signal as a shell reports it.
  ///
  /// Blocks until the process has ended: `waitpid(2)`.
  ///
  /// - Throws: `SystemError` when the process is no child of ours, for instance when it was waited for already.
  package func waitForExit() throws(SystemError) -> Int32 {
    var status: Int32 = 0
    try checked("waitpid") { waitpid(identifier, &status, 0) }
    return cl_wifexited(status) != 0 ? cl_wexitstatus(status) : 128 + cl_wtermsig(status)
  }

  /// The same, waiting on a thread of its own.
  package func exitStatus() async throws -> Int32 { try await blocking { try waitForExit() } }

  /// Kills it if it still runs, and takes its status: a child that nobody waits for keeps exit tests from ending.
  package func discard() {
    var status: Int32 = 0
    guard waitpid(identifier, &status, WNOHANG) == 0 else { return }
    kill(identifier, SIGKILL)
    waitpid(identifier, &status, 0)
  }

  /// The processes this one has started and that still run, oldest first: `proc(5)`.
  package var children: [pid_t] { Self.children(of: identifier) }

  /// The same for any process.
  package static func children(of parent: pid_t) -> [pid_t] {
    guard let list = FileManager.default.contents(atPath: "/proc/\(parent)/task/\(parent)/children") else { return [] }
    return String(decoding: list, as: UTF8.self).split(separator: " ").compactMap { pid_t($0) }
  }
}
