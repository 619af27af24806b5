import Platform

extension AbsolutePath {
  /// Reads a path as people write it: `~` and `~/x` stand for the home directory, the rest may be relative.
  ///
  /// Nil for `~name`, which means a home that is not known here (`./~name` means the file), and for text with a NUL.
  package init?(expanding text: String, home: AbsolutePath, relativeTo base: AbsolutePath) {
    let namesHome = text == "~" || text.utf8.starts(with: "~/".utf8)
    if !namesHome, text.utf8.first == UInt8(ascii: "~") { return nil }
    self.init(namesHome ? home.string + String(Substring(text.utf8.dropFirst())) : text, relativeTo: base)
  }
}
