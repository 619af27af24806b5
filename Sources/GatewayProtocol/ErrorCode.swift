/// The `code` of an error object.
///
/// Open-ended: what a peer sends is kept as it is.
package struct ErrorCode: RawRepresentable, Hashable, Sendable {
  package let rawValue: String

  package init(rawValue: String) { self.rawValue = rawValue }

  /// Parameters that do not fit, an unknown method, a wrong role, a missing scope, a failed authentication.
  package static let invalidRequest = ErrorCode(rawValue: "INVALID_REQUEST")
  /// The gateway is stopping, or something it depends on is down.
  package static let unavailable = ErrorCode(rawValue: "UNAVAILABLE")
  /// A channel is not linked to its account.
  package static let notLinked = ErrorCode(rawValue: "NOT_LINKED")
  /// An agent missed its deadline.
  package static let agentTimeout = ErrorCode(rawValue: "AGENT_TIMEOUT")
  /// A device identity that is not paired; only in answer to `connect`.
  package static let notPaired = ErrorCode(rawValue: "NOT_PAIRED")

  /// Every code this program sends.
  package static let all = [invalidRequest, unavailable, notLinked, agentTimeout, notPaired]
}
