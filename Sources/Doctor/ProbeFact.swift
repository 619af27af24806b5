/// What a probe of the gateway gave.
package struct ProbeFact: Hashable, Sendable {
  /// How the probe ended.
  package enum Outcome: Hashable, Sendable {
    /// The hello and the method `status` were answered.
    case answered(version: String, uptime: Duration)
    /// Our own hello protocol answered, and refused the credentials.
    case refused(code: String, message: String)
    /// Nothing of ours answered.
    case failed(code: String, message: String)
  }

  /// How it ended.
  package let outcome: Outcome
  /// What was connected to.
  package let url: String
  /// From the first packet to the last answer.
  package let latency: Duration
  /// Which credential was offered: `--token`, `OPENCLAW_GATEWAY_TOKEN`, `gateway.auth.token in FILE`; nil for none.
  package let credentialSource: String?

  /// Whether a gateway of ours is there.
  package var isReachable: Bool { if case .failed = outcome { false } else { true } }
}
