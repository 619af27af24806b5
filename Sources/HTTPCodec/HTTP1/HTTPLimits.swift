/// What an HTTP peer may make us hold.
///
/// Every value is a number of bytes, except where it says otherwise.
package struct HTTPLimits: Hashable, Sendable {
  /// The request line or status line, without its line end.
  ///
  /// Beyond it a request is refused with 414.
  package var startLine = 8 * 1024
  /// One field line, without its line end.
  ///
  /// Beyond it: 431.
  package var fieldLine = 8 * 1024
  /// All field lines of one section.
  ///
  /// Beyond it: 431.
  package var fieldSection = 32 * 1024
  /// The number of field lines of one section.
  ///
  /// Beyond it: 431.
  package var fieldCount = 100
  /// A message's content, however it is framed.
  ///
  /// Beyond it: 413.
  package var content = 1024 * 1024
  /// All chunk extensions of one message together, which we read past.
  ///
  /// Beyond it: 400.
  package var chunkExtensions = 4 * 1024

  /// Limits that suit requests of browsers and of our own clients.
  package init() {}
}
