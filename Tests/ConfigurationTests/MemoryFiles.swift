import Configuration
import JSON
import Platform
import Profiles

/// Files that exist in memory only, and a configuration read from them.
struct MemoryFiles {
  static let home = AbsolutePath.root.appending("home/ada")
  static let main = home.appending(".openclaw/openclaw.json")

  /// File texts by path; relative paths are relative to the state directory.
  var texts: [String: String] = [:]
  /// Files that cannot be read, with the `errno` of the attempt.
  var failures: [String: Int32] = [:]

  init(_ main: String? = nil, _ others: [String: String] = [:]) {
    texts = others
    texts["openclaw.json"] = main
  }

  func load(_ environment: [String: String] = [:], version: String? = nil) -> ConfigurationSnapshot {
    let directory = Self.main.parent
    let contents = Dictionary(
      uniqueKeysWithValues: texts.compactMap { name, text in
        AbsolutePath(name, relativeTo: directory).map { ($0, Array(text.utf8)) }
      })
    let failures = Dictionary(
      uniqueKeysWithValues: failures.compactMap { name, code in
        AbsolutePath(name, relativeTo: directory).map { ($0, code) }
      })
    let places = ConfigurationLoader.Places(stateDirectory: directory, workingDirectory: Self.home.appending("work"))
    return ConfigurationLoader.load(
      path: Self.main, environment: Environment(environment), home: Self.home, places: places, version: version
    ) { path throws(SystemError) in
      if let code = failures[path] { throw SystemError(code: code, call: "open", subject: path.string) }
      return contents[path]
    }
  }
}

extension ConfigurationSnapshot {
  /// The issues' texts.
  var issueTexts: [String] { issues.map { $0.text(home: MemoryFiles.home) } }
  /// The warnings' texts.
  var warningTexts: [String] { warnings.map { $0.text(home: MemoryFiles.home) } }
}
