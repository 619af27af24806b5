import Configuration
import JSON
import Platform
import TestSupport

/// A configuration file of a scratch home, and the writer that changes it.
struct ScratchConfiguration {
  let home: AbsolutePath
  var path: AbsolutePath
  var variables: [String: String] = [:]

  init(_ home: AbsolutePath) {
    self.home = home
    path = home.appending("state/openclaw.json")
  }

  var state: AbsolutePath { home.appending("state") }

  var writer: ConfigurationWriter {
    ConfigurationWriter(path: path, stateDirectory: state, environment: Environment(variables), home: home)
  }

  /// Lends a home whose configuration has this text; nil for none.
  static func with<Value>(_ text: String?, _ body: (ScratchConfiguration) throws -> Value) throws -> Value {
    try withScratch { home in
      let configuration = ScratchConfiguration(home)
      if let text { try place(text, at: configuration.path) }
      return try body(configuration)
    }
  }

  @discardableResult
  func set(_ path: JSONPath, _ value: JSONValue) throws -> WrittenChange {
    try writer.apply(.set(path, value), deadline: .after(.seconds(30))) {}
  }

  /// Why a change is refused; nil when it is not.
  func refusal(_ change: ConfigurationChange) -> ConfigurationRefusal? {
    do throws(ConfigurationRefusal) {
      _ = try writer.apply(change, deadline: .after(.seconds(30))) {}
      return nil
    } catch { return error }
  }

  func text(_ file: AbsolutePath? = nil) throws -> String? {
    try Files.read(file ?? path).map { String(decoding: $0, as: UTF8.self) }
  }
}
