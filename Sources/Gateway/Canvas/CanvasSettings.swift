import Platform

/// What the canvas host serves.
package struct CanvasSettings: Hashable, Sendable {
  /// The directory that is served.
  package var root: AbsolutePath
  /// Whether pages reload when a file changes.
  package var reloadsPages: Bool
  /// How long files must rest before pages are told.
  package var settling = Duration.milliseconds(75)

  /// What to serve.
  package init(root: AbsolutePath, reloadsPages: Bool) {
    self.root = root
    self.reloadsPages = reloadsPages
  }
}
