import Platform
import TestSupport
import Testing

/// The program that was built beside these tests, run as a process of its own in a scratch home.
struct BuiltProgram {
  let home: AbsolutePath
  private let path: AbsolutePath

  init(home: AbsolutePath) throws {
    let tests = try #require(try Files.resolved(AbsolutePath.root.appending("proc/self/exe")))
    path = tests.parent.appending("openclaw")
    try #require(try Files.status(path) != nil, "openclaw is not built beside \(tests)")
    self.home = home
  }

  /// The words that run a command line in the home, with no other variable that could matter.
  func command(_ line: String, under wrapper: [String] = []) -> Command {
    let words = ["env", "-i", "HOME=\(home)", "PATH=/usr/bin:/bin:/usr/sbin:/sbin"]
    return Command(words + wrapper + [path.string] + line.split(separator: " ").map(String.init))
  }

  /// The same as text for a shell.
  func shellLine(_ line: String) -> String { "HOME='\(home)' '\(path)' \(line)" }
}
