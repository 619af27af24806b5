import Platform

/// One piece of a template's text.
enum TemplateToken: Hashable {
  case text(Substring)
  case variable(name: String, escape: String?)
  case open(name: String, inverted: Bool)
  case close(name: String)
  case comment

  /// Whether a line that holds this and blanks alone leaves nothing behind.
  var isStandalone: Bool {
    switch self {
    case .open, .close, .comment: true
    case .text, .variable: false
    }
  }
}

/// Cuts a template's line into text and tags.
struct TemplateTokens {
  /// The tokens of one line, its line feed included.
  static func of(line text: Substring, number: Int) throws(TemplateError) -> [TemplateToken] {
    var tokens: [TemplateToken] = []
    var rest = text
    while let (before, tag, after) = try nextTag(in: rest, number) {
      if !before.isEmpty { tokens.append(.text(before)) }
      tokens.append(try token(tag, number))
      rest = after
    }
    if !rest.isEmpty { tokens.append(.text(rest)) }
    return standalone(tokens) ?? tokens
  }

  /// A line of one section tag or comment and blanks, reduced to that tag; nil for any other line.
  private static func standalone(_ tokens: [TemplateToken]) -> [TemplateToken]? {
    let solid = tokens.filter { token in
      if case .text(let text) = token { return !text.trimmingBlanks().isEmpty }
      return true
    }
    guard solid.count == 1, solid.allSatisfy(\.isStandalone) else { return nil }
    return solid
  }

  private static func nextTag(
    in text: Substring, _ number: Int
  ) throws(TemplateError) -> (before: Substring, tag: Substring, after: Substring)? {
    guard let start = pair(of: "{", in: text) else { return nil }
    guard let end = pair(of: "}", in: text[start.upperBound...]) else { throw .unclosedTag(line: number) }
    return (text[..<start.lowerBound], text[start.upperBound..<end.lowerBound], text[end.upperBound...])
  }

  private static func pair(of brace: Unicode.Scalar, in text: Substring) -> Range<Substring.Index>? {
    let scalars = text.unicodeScalars
    for (first, second) in zip(scalars.indices, scalars.indices.dropFirst())
    where scalars[first] == brace && scalars[second] == brace {
      return first..<scalars.index(after: second)
    }
    return nil
  }

  private static func token(_ tag: Substring, _ number: Int) throws(TemplateError) -> TemplateToken {
    switch tag.first {
    case "!": return .comment
    case "#": return .open(name: try name(tag.dropFirst(), number), inverted: false)
    case "^": return .open(name: try name(tag.dropFirst(), number), inverted: true)
    case "/": return .close(name: try name(tag.dropFirst(), number))
    default: return try variable(tag, number)
    }
  }

  private static func variable(_ tag: Substring, _ number: Int) throws(TemplateError) -> TemplateToken {
    let parts = tag.split(separator: "|", maxSplits: 1, omittingEmptySubsequences: false)
    let escape = parts.count == 2 ? try name(parts[1], number) : nil
    return .variable(name: try name(parts[0], number), escape: escape)
  }

  private static func name(_ text: Substring, _ number: Int) throws(TemplateError) -> String {
    let name = text.trimmingBlanks()
    guard let first = name.first, first.isLetter, name.allSatisfy({ $0.isLetter || $0.isNumber }) else {
      throw .unsupportedTag(String(text), line: number)
    }
    return name
  }
}
