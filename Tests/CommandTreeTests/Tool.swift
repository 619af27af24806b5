import Platform

/// A program of the system that a test runs, where it is installed.
struct Tool {
  static let man = Tool("man")
  static let bash = Tool("bash")
  static let zsh = Tool("zsh")
  static let fish = Tool("fish")

  let name: String
  let path: AbsolutePath?

  init(_ name: String) {
    self.name = name
    let directories = ["/usr/bin", "/bin", "/usr/local/bin"].compactMap { AbsolutePath($0) }
    do { path = try Subprocess.find(name, in: directories) } catch { path = nil }
  }

  var isPresent: Bool { path != nil }

  /// Runs it to its end with a home directory of its own.
  func run(_ arguments: [String], home: String = "/nonexistent") throws -> ToolResult {
    let environment = Environment(["PATH": "/usr/bin:/bin", "HOME": home, "LC_ALL": "C.UTF-8", "TERM": "xterm"])
    guard let path else { throw SystemError(code: 2, call: "find", subject: name) }
    let result = try Subprocess.run(path, arguments, environment: environment, deadline: .after(.seconds(60)))
    return ToolResult(
      output: String(decoding: result.standardOutput, as: UTF8.self),
      errors: String(decoding: result.standardError, as: UTF8.self))
  }
}

/// What a tool printed.
struct ToolResult {
  let output: String
  let errors: String

  var lines: [String] { output.split(separator: "\n").map(String.init) }
}
