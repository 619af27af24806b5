import Glibc

/// A normalised absolute path: it starts with `/` and has no empty, `.` or `..` components.
///
/// Purely lexical: symbolic links are neither followed nor checked.
package struct AbsolutePath: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// The path's text, without a trailing slash unless it is the root.
  package let string: String

  /// Makes a path from text that starts with `/`; nil for anything else and for text with a NUL.
  package init?(_ text: String) {
    guard text.utf8.first == UInt8(ascii: "/"), !text.utf8.contains(0) else { return nil }
    string = Self.normalised(text)
  }

  /// Makes a path from absolute text, or text relative to `base`.
  package init?(_ text: String, relativeTo base: AbsolutePath) {
    self.init(text.hasPrefix("/") ? text : base.string + "/" + text)
  }

  private init(unchecked string: String) { self.string = string }

  package static let root = AbsolutePath(unchecked: "/")

  private static func normalised(_ text: String) -> String {
    var components: [Substring] = []
    for component in text.split(separator: "/", omittingEmptySubsequences: true) where component != "." {
      if component == ".." { _ = components.popLast() } else { components.append(component) }
    }
    return "/" + components.joined(separator: "/")
  }

  /// The directory that holds this entry; the root's parent is the root.
  package var parent: AbsolutePath { AbsolutePath(unchecked: Self.normalised(string + "/..")) }

  /// The last component; empty for the root.
  package var lastComponent: String {
    string == "/" ? "" : String(string[string.index(after: string.lastIndex(of: "/") ?? string.startIndex)...])
  }

  /// This path followed by one or more components, which may hold slashes.
  package func appending(_ components: String) -> AbsolutePath {
    AbsolutePath(unchecked: Self.normalised(string + "/" + components))
  }

  /// Whether this path lies below `directory` or is it.
  package func isWithin(_ directory: AbsolutePath) -> Bool {
    self == directory || directory == .root || string.hasPrefix(directory.string + "/")
  }

  /// The path for people: the home directory is written as `~`.
  package func abbreviated(home: AbsolutePath?) -> String {
    guard let home, home != .root, isWithin(home) else { return string }
    return "~" + string.dropFirst(home.string.count)
  }

  package var description: String { string }

  package static func < (left: AbsolutePath, right: AbsolutePath) -> Bool { left.string < right.string }
}
