import Glibc

/// A regular expression in a schema.
///
/// A POSIX extended one with `\d` and `\D` besides, which is what schemas use of ECMA-262: `regcomp(3)`.
struct SchemaPattern {
  private let text: String

  init(_ text: String) { self.text = text }

  /// Whether a string has a match anywhere.
  func isFound(in string: String) throws(JSONSchemaError) -> Bool {
    var compiled = regex_t()
    let expression = text.replacing("\\d", with: "[0-9]").replacing("\\D", with: "[^0-9]")
    guard regcomp(&compiled, expression, REG_EXTENDED | REG_NOSUB) == 0 else { throw .pattern(text) }
    defer { regfree(&compiled) }
    return regexec(&compiled, string, 0, nil, 0) == 0
  }
}
