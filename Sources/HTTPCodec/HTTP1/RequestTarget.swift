/// What a request asks for, in one of the four forms of RFC 9112 §3.2.
package struct RequestTarget: Hashable, Sendable {
  /// The form, which says how the text is to be read.
  package enum Form: Hashable, Sendable {
    /// `/path?query`.
    case origin
    /// `http://authority/path?query`.
    case absolute
    /// `host:port`, for CONNECT alone.
    case authority
    /// `*`, for OPTIONS alone.
    case asterisk
  }

  /// The target as it was sent.
  package let text: String
  /// How the text is to be read.
  package let form: Form

  /// Reads a target in the form its method allows; nil for anything else.
  package init?(_ text: String, method: String = "GET") {
    guard !text.isEmpty, text.utf8.allSatisfy(\.isTargetCharacter) else { return nil }
    self.text = text
    switch method {
    case "CONNECT":
      form = .authority
      guard Authority.isValid(text), text.utf8.last?.isDigit == true, text.utf8.contains(UInt8(ascii: ":")) else {
        return nil
      }
    case "OPTIONS" where text == "*": form = .asterisk
    case _ where text.utf8.first == UInt8(ascii: "/"): form = .origin
    default:
      form = .absolute
      guard let authority, !authority.isEmpty, Authority.isValid(authority) else { return nil }
    }
  }

  /// The authority of an absolute or authority form; nil for the others.
  package var authority: String? {
    switch form {
    case .authority: text
    case .absolute: afterScheme.map { String($0.prefix { $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?") }) ?? "" }
    case .origin, .asterisk: nil
    }
  }

  /// The path, still percent-encoded; `/` when an absolute form has none, empty for the forms without a path.
  package var path: String {
    let path = String(pathAndQuery.prefix { $0 != UInt8(ascii: "?") }) ?? ""
    return path.isEmpty && form == .absolute ? "/" : path
  }

  /// What follows the first `?`, still percent-encoded; nil without one.
  package var query: String? {
    guard let mark = pathAndQuery.firstIndex(of: UInt8(ascii: "?")) else { return nil }
    return String(pathAndQuery[pathAndQuery.index(after: mark)...])
  }

  private var pathAndQuery: Substring.UTF8View {
    switch form {
    case .origin: Substring(text).utf8
    case .absolute: afterScheme?.drop { $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?") } ?? Substring().utf8
    case .authority, .asterisk: Substring().utf8
    }
  }

  private var afterScheme: Substring.UTF8View? {
    for scheme in ["http://", "https://"] where text.utf8.prefix(scheme.utf8.count).matchesIgnoringCase(scheme.utf8) {
      return text.utf8.dropFirst(scheme.utf8.count)
    }
    return nil
  }
}
