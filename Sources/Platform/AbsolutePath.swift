/// A normalised absolute path: it starts with `/` and has no empty, `.` or `..` components.
///
/// Purely lexical: symbolic links are neither followed nor checked. Paths are compared byte by byte, as the kernel
/// does, so that two spellings of `é` are two paths.
package struct AbsolutePath: Sendable, CustomStringConvertible {
  /// The path's text, without a trailing slash unless it is the root.
  package let string: String

  /// Makes a path from text that starts with `/`; nil for anything else and for text with a NUL.
  package init?(_ text: String) {
    guard text.utf8.first == Self.slash, !text.utf8.contains(0) else { return nil }
    self.init(normalising: text)
  }

  /// Makes a path from absolute text, or text relative to `base`; nil for text with a NUL.
  package init?(_ text: String, relativeTo base: AbsolutePath) {
    self.init(text.utf8.first == Self.slash ? text : base.string + "/" + text)
  }

  /// The directory that holds all others.
  package static let root = AbsolutePath(normalising: "/")

  private static let slash = UInt8(ascii: "/")

  private init(normalising text: String) {
    var components: [Substring.UTF8View] = []
    for component in Substring(text).utf8.split(separator: Self.slash) where !component.elementsEqual(".".utf8) {
      if component.elementsEqual("..".utf8) { _ = components.popLast() } else { components.append(component) }
    }
    string = "/" + components.map { String(Substring($0)) }.joined(separator: "/")
  }

  /// The directory that holds this entry; the root's parent is the root.
  package var parent: AbsolutePath { AbsolutePath(normalising: string + "/..") }

  /// The last component; empty for the root.
  package var lastComponent: String {
    string.utf8.split(separator: Self.slash).last.map { String(Substring($0)) } ?? ""
  }

  /// This path followed by one or more components, which may hold slashes.
  package func appending(_ components: String) -> AbsolutePath {
    AbsolutePath(normalising: string + "/" + components)
  }

  /// Whether this path lies below `directory` or is it.
  package func isWithin(_ directory: AbsolutePath) -> Bool {
    let rest = string.utf8.dropFirst(directory.string.utf8.count)
    guard string.utf8.starts(with: directory.string.utf8) else { return false }
    return rest.isEmpty || rest.first == Self.slash || directory == .root
  }

  /// The path for people: the home directory is written as `~`.
  package func abbreviated(home: AbsolutePath?) -> String {
    guard let home, home != .root, isWithin(home) else { return string }
    return "~" + String(Substring(string.utf8.dropFirst(home.string.utf8.count)))
  }

  package var description: String { string }
}

extension AbsolutePath: Hashable, Comparable {
  package static func == (left: AbsolutePath, right: AbsolutePath) -> Bool {
    left.string.utf8.elementsEqual(right.string.utf8)
  }

  package static func < (left: AbsolutePath, right: AbsolutePath) -> Bool {
    left.string.utf8.lexicographicallyPrecedes(right.string.utf8)
  }

  package func hash(into hasher: inout Hasher) {
    var text = string
    text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
  }
}
