/// What the checks found on a host, and which of them could not look.
package struct Diagnosis: Sendable {
  /// A check that was left out.
  package struct Skip: Hashable, Sendable {
    /// The check's id.
    package let check: String
    /// The facts that were not there at the deadline.
    package let missing: [String]
  }

  /// In the order of the table.
  package let findings: [Finding]
  /// The checks that have looked.
  package let ran: [String]
  /// The checks whose facts were not there at the deadline.
  package let skipped: [Skip]

  /// Looks at a host with these checks.
  package init(_ checks: [Check], of examination: Examination) {
    let able = checks.filter { $0.needs.isDisjoint(with: examination.missing) }
    let unable = checks.filter { !$0.needs.isDisjoint(with: examination.missing) }
    findings = able.flatMap { $0.findings(in: examination) }
    ran = able.map(\.id)
    skipped = unable.map { check in
      Skip(check: check.id, missing: check.needs.intersection(examination.missing).map(\.rawValue).sorted())
    }
  }

  /// How many findings have this severity.
  package func count(_ severity: Finding.Severity) -> Int { findings.count { $0.severity == severity } }

  /// Whether nothing is wrong: what is only worth knowing may have been found.
  package var isHealthy: Bool { findings.allSatisfy { $0.severity == .info } }
}
