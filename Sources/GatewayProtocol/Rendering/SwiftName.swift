/// Names of the wire as Swift writes them.
enum SwiftName {
  private static let reserved: Set<String> = [
    "as", "case", "class", "default", "do", "else", "enum", "extension", "false", "for", "func", "if", "import", "in",
    "init", "internal", "is", "let", "nil", "operator", "private", "protocol", "public", "repeat", "return", "self",
    "static", "struct", "subscript", "super", "switch", "throw", "true", "try", "var", "where", "while",
  ]

  /// A name where any may stand: a reserved word in back quotes.
  static func escaped(_ name: String) -> String { reserved.contains(name) ? "`\(name)`" : name }

  /// `INVALID_REQUEST`, `webchat-ui` and `ok` as the name of a case: `invalidRequest`, `webchatUi`, `ok`.
  static func camelCase(_ text: String) -> String {
    let words = text.split { $0 == "_" || $0 == "-" || $0 == "." }
    return words.enumerated().map { $0 == 0 ? $1.lowercased() : capitalized($1.lowercased()) }.joined()
  }

  /// The type of a field that has one of a few texts; never a name that Swift reserves, as `Type` is.
  static func choice(of field: String) -> String { capitalized(field) + "Value" }

  /// With a capital for its first letter.
  static func capitalized(_ name: String) -> String { name.prefix(1).uppercased() + name.dropFirst() }
}
