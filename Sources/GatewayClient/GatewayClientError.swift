import GatewayProtocol
import Platform

/// Why a gateway could not be asked, or what it answered.
///
/// Each case is one cause; none is guessed from another.
package enum GatewayClientError: Error, Hashable, Sendable {
  /// The text is no address of a gateway.
  case badAddress(String, reason: String)
  /// The host's name leads to no address.
  case unresolvable(host: String, reason: String)
  /// Nothing listens there.
  case refused(GatewayAddress)
  /// The network or the system said no.
  case unreachable(GatewayAddress, SystemError)
  /// The deadline passed while waiting for something.
  case timedOut(Stage, GatewayAddress)
  /// Something answered that is no gateway: only the gateway's own words prove one.
  case notAGateway(GatewayAddress, reason: String)
  /// The gateway refused the credentials, or the lack of them.
  case unauthorized(ErrorShape)
  /// The gateway speaks another version of the protocol.
  case protocolMismatch(expected: Int64?)
  /// The gateway refused `connect` for another reason.
  case rejected(ErrorShape)
  /// The gateway closed the connection: 1012 while it restarts, 1013 while it starts, 1006 without a word.
  case closed(code: UInt16, reason: String)
  /// No answer came after a call that changes something was sent: it may have been carried out.
  case outcomeUnknown(method: String, because: Interruption)
  /// The method answered with an error.
  case method(ErrorShape)

  /// What was being waited for.
  package enum Stage: String, Hashable, Sendable {
    case connection
    case upgrade
    case hello
    case response
  }

  /// What cut a call short.
  package enum Interruption: Hashable, Sendable {
    case timedOut
    case closed(code: UInt16, reason: String)
    /// The connection failed, or brought what is no answer; in words.
    case failed(String)
  }
}

extension GatewayClientError: CustomStringConvertible {
  /// One line for people: what was seen, and no cause that was not.
  package var description: String {
    switch self {
    case .badAddress(let text, let reason): "\(text) is no gateway address: \(reason)"
    case .unresolvable(let host, let reason): "cannot find the host \(host): \(reason)"
    case .refused(let address): "connection refused: nothing listens on \(address)"
    case .unreachable(let address, let error): "cannot reach \(address): \(error.reason)"
    case .timedOut(let stage, let address): "timed out waiting for the \(stage.rawValue) from \(address)"
    case .notAGateway(let address, let reason): "what listens on \(address) is not an openclaw gateway: \(reason)"
    case .unauthorized(let error), .rejected(let error): error.message
    case .protocolMismatch(let expected):
      "the gateway speaks protocol \(expected.map(String.init) ?? "?"), this program \(ProtocolVersion.current)"
    case .closed(let code, let reason): "the gateway closed the connection: \(Self.closure(code, reason))"
    case .outcomeUnknown(let method, .timedOut): "no answer to \(method) in time: it may have been carried out"
    case .outcomeUnknown(let method, .closed(let code, let reason)):
      "the connection ended after \(method) was sent (\(Self.closure(code, reason))): it may have been carried out"
    case .outcomeUnknown(let method, .failed(let reason)):
      "no answer came after \(method) was sent (\(reason)): it may have been carried out"
    case .method(let error): "\(error.code.rawValue): \(error.message)"
    }
  }

  private static func closure(_ code: UInt16, _ reason: String) -> String {
    switch (code, reason.isEmpty) {
    case (1006, _): "1006, without a close frame"
    case (_, true): "\(code), no reason given"
    case (_, false): "\(code) \(reason)"
    }
  }
}
