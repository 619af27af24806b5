/// A WebSocket close code: RFC 6455 §7.4.
package struct CloseCode: RawRepresentable, Hashable, Sendable {
  package let rawValue: UInt16

  package init(rawValue: UInt16) { self.rawValue = rawValue }

  /// The purpose is fulfilled.
  package static let normalClosure = CloseCode(rawValue: 1000)
  /// The endpoint goes away.
  package static let goingAway = CloseCode(rawValue: 1001)
  /// The peer broke the protocol.
  package static let protocolError = CloseCode(rawValue: 1002)
  /// The peer sent a kind of data that is not taken.
  package static let unsupportedData = CloseCode(rawValue: 1003)
  /// A close frame without a code; never on the wire.
  package static let noStatusReceived = CloseCode(rawValue: 1005)
  /// A connection that ended without a close frame; never on the wire.
  package static let abnormalClosure = CloseCode(rawValue: 1006)
  /// A message is not what its type promises, for example not UTF-8.
  package static let invalidPayloadData = CloseCode(rawValue: 1007)
  /// A message violates the endpoint's policy.
  package static let policyViolation = CloseCode(rawValue: 1008)
  /// A message is too big.
  package static let messageTooBig = CloseCode(rawValue: 1009)
  /// The server met an unexpected condition.
  package static let internalError = CloseCode(rawValue: 1011)
  /// The service restarts.
  package static let serviceRestart = CloseCode(rawValue: 1012)

  /// Whether a peer may put the code into a close frame: RFC 6455 §7.4.2 and the IANA registry (1012 to 1014).
  package var mayBeSent: Bool {
    switch rawValue {
    case 1000...1003, 1007...1014, 3000...4999: true
    default: false
    }
  }

  /// The code that a peer is told when it breaks the protocol.
  ///
  /// The one place where a violation becomes a code.
  package init(_ violation: WebSocketViolation) {
    switch violation {
    case .messageTooBig: self = .messageTooBig
    case .textIsNotUTF8, .closeReasonIsNotUTF8: self = .invalidPayloadData
    case .reservedBits, .reservedOpcode, .unmaskedFrame, .maskedFrame, .fragmentedControlFrame, .longControlFrame,
      .lengthNotMinimal, .lengthOutOfRange, .continuationOfNothing, .messageInsideMessage, .closePayloadOfOneByte,
      .closeCodeNotAllowed:
      self = .protocolError
    }
  }
}
