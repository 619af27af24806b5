/// Why a control connection ends: the close code of RFC 6455 §7.4 and a reason a program can read.
package struct GatewayClose: Error, Hashable, Sendable {
  /// The close code of RFC 6455 §7.4.1 or the IANA registry.
  package let code: UInt16
  /// The reason phrase: at most 120 bytes of UTF-8.
  package let reason: String

  package init(code: UInt16, reason: String) {
    self.code = code
    self.reason = Self.truncated(reason)
  }

  /// A reason must fit a control frame: RFC 6455 §5.5 leaves 123 bytes; 120 are used, never half a character.
  private static func truncated(_ reason: String) -> String {
    guard reason.utf8.count > 120 else { return reason }
    var kept = ""
    for character in reason.unicodeScalars where kept.utf8.count + String(character).utf8.count <= 120 {
      kept.unicodeScalars.append(character)
    }
    return kept
  }

  /// The client speaks no version of the protocol that the gateway speaks.
  package static let protocolMismatch = GatewayClose(code: 1002, reason: "protocol mismatch")
  /// The gateway stops or restarts; 1012 of the IANA registry.
  package static let serviceRestart = GatewayClose(code: 1012, reason: "service restart")
  /// The gateway cannot admit anybody yet; 1013 of the IANA registry.
  package static let stillStarting = GatewayClose(code: 1013, reason: "gateway starting")
  /// The limit of connections is reached; a later attempt may succeed.
  package static let tooManyConnections = GatewayClose(code: 1013, reason: "too many connections")
  /// The client does not read what it is sent.
  package static let slowConsumer = policy("slow consumer")
  /// No valid `connect` came in time.
  package static let handshakeTimeout = policy("handshake timeout")
  /// The first message is no request frame.
  package static let invalidRequestFrame = policy("invalid request frame")

  /// A violation of the gateway's policy: close code 1008.
  package static func policy(_ reason: String) -> GatewayClose { GatewayClose(code: 1008, reason: reason) }
}
