import Foundation

/// The checkout that the tests were built from.
package enum Checkout {
  /// The folder of `Package.swift`.
  package static let root = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// The absolute path of a file, by its path below the root.
  package static func path(of path: String) -> String { root.appending(path: path).path }

  /// The text of a file, by its path below the root.
  package static func text(of path: String) throws -> String {
    try String(contentsOf: root.appending(path: path), encoding: .utf8)
  }
}
