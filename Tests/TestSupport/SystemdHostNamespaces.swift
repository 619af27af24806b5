import Foundation
import Platform

/// The mount and process namespaces of a throwaway host, with its root built at `/mnt/root` in them.
///
/// They live as long as their PID 1, and that lives as long as its standard input, whose only writer is this process:
/// when the test process ends, however it ends, the kernel ends every process and unmounts everything inside.
struct SystemdHostNamespaces: Sendable {
  private let unshare: SpawnedProcess
  private let lifeline: FileHandle
  /// PID 1 of the namespaces, as seen from outside.
  let holder: pid_t
  /// The user IDs of alice and bob.
  let userIdentifiers: [String]

  /// Builds a root that holds `programs` at the places `make install` gives them.
  ///
  /// - Throws: `SystemdHostError.notBuilt`; the script says why on standard error.
  static func make(programs: [String]) async throws -> SystemdHostNamespaces {
    let (input, lifeline) = try FileHandle.pipe()
    let (answer, output) = try FileHandle.pipe()
    let unshare = try SpawnedProcess(
      ["unshare", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc", script("hold")] + programs,
      input: input.fileDescriptor, output: output.fileDescriptor, errors: STDERR_FILENO)
    try output.close()
    let line = String(decoding: try await blocking { answer.availableData }, as: UTF8.self)
    let words = line.split(whereSeparator: \.isWhitespace)
    guard words.count == 2, let holder = unshare.children.first else {
      throw SystemdHostError.notBuilt(status: try await unshare.exitStatus())
    }
    return SystemdHostNamespaces(
      unshare: unshare, lifeline: lifeline, holder: holder, userIdentifiers: words.map(String.init))
  }

  /// Starts `boot`, which ends when the host goes down.
  func boot(named name: String, cgroups: SystemdHost.Cgroups) throws(SystemError) -> SpawnedProcess {
    let input = try FileHandle.nothing()
    return try SpawnedProcess(
      ["nsenter", "--target=\(holder)", "--mount", "--pid", Self.script("boot"), name, cgroups.rawValue],
      input: input.fileDescriptor, output: STDERR_FILENO, errors: STDERR_FILENO)
  }

  /// What the host wrote on its console, of every boot.
  var console: String {
    let log = FileManager.default.contents(atPath: "/proc/\(holder)/root/mnt/boot.log")
    return String(decoding: log ?? Data(), as: UTF8.self)
  }

  /// Ends everything inside, and returns when the kernel has ended the last process.
  func end() async throws {
    try lifeline.close()
    _ = try await unshare.exitStatus()
  }

  /// The path of one of the scripts in `systemd-host`.
  static func script(_ name: String) -> String {
    URL(filePath: #filePath).deletingLastPathComponent().appending(path: "systemd-host/\(name)").path
  }
}
