import Glibc
import Platform
import Profiles

extension CommandContext {
  /// The content of a file that an argument names, or of standard input for `-`.
  ///
  /// - Throws: `SystemError`, `EFBIG` when it is longer than `limit`.
  func content(of path: String, limit: Int) throws(SystemError) -> [UInt8] {
    if path == "-" { return try StandardInput.read(limit: limit) }
    guard let file = AbsolutePath(expanding: path, home: profile.home, relativeTo: workingDirectory),
      let content = try Files.read(file, limit: limit)
    else { throw SystemError(code: ENOENT, call: "open", subject: path) }
    return content
  }

  /// Asks on standard error and reads a line of standard input; whether it is a yes.
  ///
  /// For a person at a terminal: the end of the input, and anything but a yes, is a no.
  func asksYes(_ question: String) -> Bool {
    console.write("\(question) [y/N] ", to: .error)
    guard let answer = readLine() else { return false }
    return ["y", "yes"].contains(answer.trimmingBlanks().lowercased())
  }
}
