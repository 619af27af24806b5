/// What a `WebSocketMachine` found in the bytes it was given.
package enum WebSocketEvent {
  /// The window is empty; nothing more can be said about it.
  case needsMore
  /// A whole text message, valid UTF-8. The bytes may be changed and stay valid until the machine's next call.
  case text(UnsafeMutableRawBufferPointer)
  /// A whole binary message. The bytes may be changed and stay valid until the machine's next call.
  case binary(UnsafeMutableRawBufferPointer)
  /// A ping came in; its pong is already in the output.
  case ping
  /// A pong came in, asked for or not. Its payload stays valid until the machine's next call.
  case pong(UnsafeRawBufferPointer)
  /// The closing handshake is complete, from whichever side it began: send what is queued and close the connection.
  /// The code is the peer's, 1005 when it gave none.
  case closed(CloseCode, reason: String)
  /// The peer broke the protocol: send what is queued (a close frame among it) and close the connection.
  case failed(WebSocketViolation)
}
