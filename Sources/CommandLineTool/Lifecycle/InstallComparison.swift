import CommandTree
import Doctor
import Platform
import Services

/// The unit that is installed against the unit that would be.
struct InstallComparison {
  let differences: [UnitDifference]
  /// Whether the installed unit says something that openclaw did not write.
  let isHandEdited: Bool

  init(installed: InstalledService?, wanted: ServiceDefinition, template: [UInt8]) throws(CommandFailure) {
    guard let installed else {
      differences = []
      isHandEdited = false
      return
    }
    let wantedUnit = InstalledUnit(UnitFile(try GatewayUnit(wanted).checkedText(template: template)))
    differences = UnitDifference.between(installed: installed.unit, wanted: wantedUnit)
    let own = InstalledUnit(UnitFile(try GatewayUnit(Self.own(installed.unit, wanted)).checkedText(template: template)))
    isHandEdited = !UnitDifference.between(installed: installed.unit, wanted: own).isEmpty
  }

  /// The definition with which openclaw would have written the installed unit.
  private static func own(_ unit: InstalledUnit, _ wanted: ServiceDefinition) -> ServiceDefinition {
    var own = wanted
    own.port = unit.port ?? own.port
    own.executable = unit.command.flatMap { AbsolutePath($0.executable) } ?? own.executable
    own.version = unit.version ?? own.version
    own.isHardened = unit.file.value("Service", "ProtectSystem") != nil
    return own
  }
}
