/// Something on a host that is not as it should be.
package struct Finding: Hashable, Sendable {
  /// How much it matters.
  package enum Severity: String, Hashable, Sendable, CaseIterable, Comparable {
    /// Worth knowing; nothing is wrong.
    case info
    /// It will go wrong some day, or for somebody.
    case warn
    /// It is wrong now: the gateway does not run, or others can get in.
    case critical

    package static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }

    private var rank: Int {
      switch self {
      case .info: 0
      case .warn: 1
      case .critical: 2
      }
    }
  }

  /// The check that found it, by its stable word in kebab case.
  package let check: String
  /// How much it matters.
  package let severity: Severity
  /// What was seen.
  package let symptom: Symptom
}

/// What a check has seen, where, and what would mend it.
package struct Symptom: Hashable, Sendable {
  /// The file with line and column, the key, the unit or the port; nil when the host as a whole is meant.
  package var place: String?
  /// What is wrong, one sentence without a final stop.
  ///
  /// Never holds a secret.
  package var message: String
  /// What was found, where the message does not say it.
  package var evidence: String?
  /// The command or sentence that mends it; nil when the repair is the only way.
  package var remedy: String?
  /// What `doctor --fix` does about it; nil when only a person can mend it.
  package var repair: Repair?
  /// How much it matters, when that is not what the check says of itself.
  package var severity: Finding.Severity?

  /// A symptom by what is known of it.
  package init(
    _ message: String, at place: String? = nil, evidence: String? = nil, remedy: String? = nil, repair: Repair? = nil,
    severity: Finding.Severity? = nil
  ) {
    self.place = place
    self.message = message
    self.evidence = evidence
    self.remedy = remedy
    self.repair = repair
    self.severity = severity
  }
}
