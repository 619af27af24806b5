import Foundation
import Platform

/// The launchctl of the tests: a program that keeps state and gives the failures laid out for it.
///
/// What it does is in `Tests/TestSupport/launchctl/launchctl`.
package struct ScriptedLaunchctl: Sendable {
  /// Where its state is.
  package let directory: AbsolutePath

  /// - Parameter directory: an existing directory of its own.
  package init(in directory: AbsolutePath) { self.directory = directory }

  /// The program.
  package static let program = AbsolutePath(Checkout.path(of: "Tests/TestSupport/launchctl/launchctl")) ?? .root

  /// The environment by which it finds its state.
  package var environment: Environment {
    Environment(["LAUNCHCTL_STATE": directory.string, "PATH": "\(Self.program.parent):/usr/bin:/bin"])
  }

  /// Has jobs be real processes from now on.
  package func runningProcesses() throws { try place("", at: directory.appending("real")) }

  /// Lays out what a verb answers next, a line each: `5`, `37 loaded`, `5 always`.
  package func replies(_ verb: String, _ lines: String...) throws {
    try place(lines.map { "\($0)\n" }.joined(), at: directory.appending("replies/\(verb)"))
  }

  /// Has jobs stay for some looks after their bootout.
  package func lingering(_ looks: Int) throws { try place("\(looks)", at: directory.appending("lingering")) }

  /// Has every process end with an exit code as soon as it is started.
  package func crashing(_ code: String) throws { try place(code, at: directory.appending("crashes")) }

  /// The commands it got, and none of them afterwards.
  package func calls() throws -> [String] {
    let path = directory.appending("calls")
    let text = String(decoding: try Files.read(path) ?? [], as: UTF8.self)
    try Files.remove(path)
    return text.split(separator: "\n").map(String.init)
  }

  /// Has a loaded job's process end: no process, this state and exit code.
  package func end(_ label: String, state: String, exit: String) throws {
    try alter(label) { $0.merge(["pid": NSNull(), "state": state, "exit": exit]) { $1 } }
  }

  /// What launchd would keep: a line for each job that is loaded, and for each that it may not load.
  package func registrations() throws -> [String] {
    let state = try state()
    let disabled = (state["overrides"] as? [String: String] ?? [:]).filter { $0.value == "disabled" }
    return (state["jobs"] as? [String: Any] ?? [:]).keys.map { "loaded \($0)" } + disabled.keys.map { "disabled \($0)" }
  }

  private var stateFile: AbsolutePath { directory.appending("state.json") }

  private func state() throws -> [String: Any] {
    guard let bytes = try Files.read(stateFile) else { return [:] }
    return try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any] ?? [:]
  }

  private func alter(_ label: String, _ change: (inout [String: Any]) -> Void) throws {
    var document = try state()
    var jobs = document["jobs"] as? [String: Any] ?? [:]
    var job = jobs[label] as? [String: Any] ?? [:]
    change(&job)
    jobs[label] = job
    document["jobs"] = jobs
    try JSONSerialization.data(withJSONObject: document).write(to: URL(filePath: stateFile.string))
  }
}
