/// What a WebSocket peer may make us hold.
package struct WebSocketLimits: Hashable, Sendable {
  /// The longest message in bytes, over all its fragments.
  ///
  /// A longer one fails the connection with close code 1009 as soon as its length is known.
  package var message: Int

  /// A limit on messages: 512 KiB unless said otherwise.
  package init(message: Int = 512 * 1024) { self.message = message }
}
