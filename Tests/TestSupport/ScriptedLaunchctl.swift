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
    Environment(["LAUNCHCTL_STATE": directory.string, "PATH": "/usr/bin:/bin"])
  }

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
    let path = URL(filePath: directory.appending("state.json").string)
    var document = try JSONSerialization.jsonObject(with: Data(contentsOf: path)) as? [String: Any] ?? [:]
    var jobs = document["jobs"] as? [String: Any] ?? [:]
    var job = jobs[label] as? [String: Any] ?? [:]
    job["pid"] = NSNull()
    job["state"] = state
    job["exit"] = exit
    jobs[label] = job
    document["jobs"] = jobs
    try JSONSerialization.data(withJSONObject: document).write(to: path)
  }
}
