import JSON
import Testing

@testable import Configuration

@Suite("Renderings of the registry") struct ConfigurationSchemaTests {
  static let schema = ConfigurationSchema.document
  static let page = ConfigurationPage.markdown

  var schema: JSONValue { Self.schema }

  @Test("the schema is draft 07 and describes every key at its place", arguments: ConfigurationRegistry.keys)
  func describes(_ key: ConfigurationKey) {
    #expect(schema["$schema"] == "http://json-schema.org/draft-07/schema#")
    let described = key.steps.reduce(schema as JSONValue?) { value, step in
      switch step {
      case "*": value?["additionalProperties"]
      case "[]": value?["items"]
      default: value?["properties"]?[step]
      }
    }
    #expect(described?["description"] == .string(key.summary))
    #expect(described?["default"] == key.defaultValue)
    #expect((described?["writeOnly"] == true) == key.isSecret)
  }

  @Test("kinds become types and bounds") func types() {
    let gateway = schema["properties"]?["gateway"]?["properties"]
    #expect(gateway?["port"]?["minimum"] == 1 && gateway?["port"]?["maximum"] == 65535)
    #expect(gateway?["mode"]?["enum"] == ["local", "remote"])
    #expect(gateway?["reload"]?["properties"]?["debounceMs"]?["maximum"] == nil)
    let provider = schema["properties"]?["models"]?["properties"]?["providers"]?["additionalProperties"]
    #expect(provider?["required"] == ["baseUrl"])
  }

  @Test("the page has a row for every key", arguments: ConfigurationRegistry.keys)
  func row(_ key: ConfigurationKey) {
    #expect(Self.page.contains("\n| `\(key.path)` | "))
  }

  @Test("a shell is offered no word that it would expand", arguments: ConfigurationRegistry.completions.map(\.word))
  func completions(_ word: String) {
    #expect(word.allSatisfy { $0.isLetter || $0.isNumber || $0 == "." })
  }

  @Test("defaults are those of the keys, at their places") func defaults() {
    #expect(ConfigurationRegistry.defaults["gateway"]?["port"] == 18789)
    #expect(ConfigurationRegistry.defaults["hooks"]?["path"] == "/hooks")
    #expect(ConfigurationRegistry.defaults["browser"]?["profiles"] == nil)
  }
}
