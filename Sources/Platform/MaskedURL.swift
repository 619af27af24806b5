/// URLs made fit to be shown: user information and query are `***`, since people put secrets there.
package enum MaskedURL {
  /// The URL without what may be a secret; a text that is no URL loses what would be one in it.
  package static func text(_ url: String) -> String {
    var text = url
    if let query = text.firstIndex(of: "?") { text = text[...query] + "***" }
    guard let scheme = text.range(of: "://") else { return text }
    let rest = text[scheme.upperBound...]
    let authority = rest.prefix { $0 != "/" && $0 != "?" }
    guard let at = authority.lastIndex(of: "@") else { return text }
    return text[..<scheme.upperBound] + "***" + rest[at...]
  }
}

extension String {
  /// Where a short text stands in this one first.
  fileprivate func range(of part: String) -> Range<Index>? {
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(part) { return start..<index(start, offsetBy: part.count) }
      start = index(after: start)
    }
    return nil
  }
}
