/// One thing that can be wrong with a host, and how to see it: a pure function of what was found there.
package struct Check: Sendable {
  /// What a check is about: the headings of reports.
  package enum Family: String, CaseIterable, Sendable {
    case config = "Config"
    case state = "State"
    case service = "Service"
    case program = "Program"
    case gateway = "Gateway"
    case machine = "Machine"
    case security = "Security"
  }

  /// Its stable word in kebab case.
  package let id: String
  /// What it is about.
  package let family: Family
  /// How much what it finds matters, unless the symptom says otherwise.
  package let severity: Finding.Severity
  /// What it finds, one sentence without a final stop.
  package let summary: String
  /// What `--fix` does about it; nil when only a person can mend it.
  package let cure: String?
  /// The facts without which it can say nothing.
  package let needs: Set<Examination.Fact>
  private let look: @Sendable (Examination) -> [Symptom]

  init(
    _ id: String, _ family: Family, _ severity: Finding.Severity, _ summary: String, cure: String? = nil,
    needs: Set<Examination.Fact> = [], look: @escaping @Sendable (Examination) -> [Symptom]
  ) {
    self.id = id
    self.family = family
    self.severity = severity
    self.summary = summary
    self.cure = cure
    // Whether there is a service, and whether the gateway is to run here, is in the profile's own files.
    self.needs = needs.union([.config])
    self.look = look
  }

  /// What it finds on a host.
  package func findings(in examination: Examination) -> [Finding] {
    look(examination).map { Finding(check: id, severity: $0.severity ?? severity, symptom: $0) }
  }
}
