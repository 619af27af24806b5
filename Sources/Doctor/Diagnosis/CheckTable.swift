/// Every check there is, in the order in which they are reported.
package enum CheckTable {
  /// What `openclaw doctor` looks for.
  package static let doctor: [Check] =
    ConfigurationChecks.all + StateChecks.all + ProfileChecks.all + ServiceChecks.all + DefinitionChecks.all
    + ProgramChecks.all + GatewayChecks.all + MachineChecks.all

  /// What `openclaw security audit` looks for.
  package static let security: [Check] = PermissionChecks.all + ExposureChecks.all + [GatewayChecks.probeFailed]

  /// Each check once.
  package static let all: [Check] = {
    var seen: Set<String> = []
    return (doctor + security).filter { seen.insert($0.id).inserted }
  }()

  /// The checks of a table with these ids, or all but those.
  ///
  /// - Parameters:
  ///   - only: nil for all.
  ///   - skipped: wins over `only`.
  package static func select(
    _ checks: [Check], only: Set<String>? = nil, skipping skipped: Set<String> = []
  ) -> [Check] {
    checks.filter { only?.contains($0.id) ?? true }.filter { !skipped.contains($0.id) }
  }
}
