/// What a peer did that RFC 6455 forbids, or that exceeds a limit.
///
/// The connection has failed.
package enum WebSocketViolation: Error, Hashable, Sendable {
  /// A reserved bit is set without an extension: §5.2.
  case reservedBits
  /// An opcode that is not defined: §5.2.
  case reservedOpcode
  /// A client's frame without a mask: §5.1.
  case unmaskedFrame
  /// A server's frame with a mask: §5.1.
  case maskedFrame
  /// A control frame without FIN: §5.5.
  case fragmentedControlFrame
  /// A control frame of more than 125 bytes: §5.5.
  case longControlFrame
  /// A length that fits a shorter form: §5.2.
  case lengthNotMinimal
  /// A 64-bit length with the top bit set: §5.2.
  case lengthOutOfRange
  /// A continuation frame with nothing to continue: §5.4.
  case continuationOfNothing
  /// A new data frame before the fragmented message has ended: §5.4.
  case messageInsideMessage
  /// A text message that is not UTF-8: §8.1.
  case textIsNotUTF8
  /// A close reason that is not UTF-8: §8.1.
  case closeReasonIsNotUTF8
  /// A close frame with half a close code: §5.5.1.
  case closePayloadOfOneByte
  /// A close code that must not be sent: §7.4.
  case closeCodeNotAllowed
  /// A message longer than the limit: §10.4.
  case messageTooBig
}
