import Platform

extension AbsolutePath {
  /// Reads a path as people write it: `~` and `~/x` stand for the home directory, the rest may be relative.
  package init?(expanding text: String, home: AbsolutePath, relativeTo base: AbsolutePath) {
    let namesHome = text == "~" || text.utf8.starts(with: "~/".utf8)
    self.init(namesHome ? home.string + String(Substring(text.utf8.dropFirst())) : text, relativeTo: base)
  }
}
