import JSON

/// What a probe of the gateway gave.
package struct ProbeFact: Hashable, Sendable {
  /// How the probe ended.
  package enum Outcome: Hashable, Sendable {
    /// The hello and the method `status` were answered.
    case answered(version: String, uptime: Duration)
    /// Our own hello protocol answered, and refused the credentials.
    case refused(code: String, message: String)
    /// Our own protocol answered and gave no status for another reason than the credentials; they were accepted where
    /// the client was admitted.
    case declined(code: String, message: String, isAdmitted: Bool)
    /// Nothing of ours answered.
    case failed(code: String, message: String)
  }

  /// What the gateway said of its health.
  package enum Health: Hashable, Sendable {
    case answered(JSONValue)
    case failed(code: String, message: String)
  }

  /// How it ended.
  package var outcome: Outcome
  /// What was connected to.
  package let url: String
  /// From the first packet to the last answer.
  package let latency: Duration
  /// Which credential was offered: `--token`, `OPENCLAW_GATEWAY_TOKEN`, `gateway.auth.token in FILE`; nil for none.
  package let credentialSource: String?
  /// Nil when it was not asked.
  package var health: Health?
  /// How the gateway's configuration file stands to what it works with, in its own words; nil when it did not say.
  package var configuration: JSONValue?

  /// The code of a probe that showed no credentials, since who listens was not known.
  package static let withheld = "credentials-withheld"

  /// Whether it was asked as it was meant to be.
  package var isComplete: Bool {
    if case .declined(Self.withheld, _, _) = outcome { false } else { true }
  }

  /// Whether a gateway of ours is there.
  package var isReachable: Bool { if case .failed = outcome { false } else { true } }
}
