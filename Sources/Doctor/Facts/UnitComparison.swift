import Platform
import Profiles
import Services

/// The definition that is installed against the one that install would write.
package struct UnitComparison: Hashable, Sendable {
  /// What differs from the unit that would be written.
  package let differences: [UnitDifference]
  /// What openclaw would not have written, whatever it was asked for.
  package let edits: [UnitDifference]
  /// What somebody has put into the unit, that no check asks to be changed and that writing it again would take away.
  package let losses: [UnitDifference]

  /// Whether the installed unit says something that openclaw did not write.
  package var isHandEdited: Bool { !edits.isEmpty }

  /// Compares what is installed with what a definition makes of it; nothing differs in nothing.
  ///
  /// - Throws: `TemplateError` for a template with mistakes and for a value that its syntax cannot represent.
  package init(
    installed: InstalledService?, wanted: ServiceDefinition, in file: DefinitionFile, template: [UInt8]
  ) throws(TemplateError) {
    guard let installed = installed?.definition else {
      (differences, edits, losses) = ([], [], [])
      return
    }
    let read = { (definition: ServiceDefinition) throws(TemplateError) in
      file.read(Array(try file.text(of: definition, template: template).utf8))
    }
    differences = UnitDifference.between(installed: installed, wanted: try read(wanted))
    edits = UnitDifference.between(installed: installed, wanted: try read(Self.own(installed, wanted)))
    // Another version may have had another template: only what is not in ours at all is surely somebody's.
    let isOfThisVersion = installed.version == wanted.version
    losses = edits.filter { $0.isPersonal && (isOfThisVersion || $0.wanted.isEmpty) }
  }

  /// The definition with which openclaw would have written the installed unit.
  private static func own(_ unit: InstalledDefinition, _ wanted: ServiceDefinition) -> ServiceDefinition {
    var own = wanted
    own.port = unit.port ?? own.port
    own.executable = unit.command.flatMap { AbsolutePath($0.executable) } ?? own.executable
    own.version = unit.version ?? own.version
    own.isHardened = unit.isHardened
    own.listenAddresses = unit.isSocketActivated ? wanted.listenAddresses : []
    return own
  }
}

extension UnitDifference {
  /// Whether nothing but a person's wish explains it: the service audit has no word for it.
  fileprivate var isPersonal: Bool {
    if section == InstalledUnit.section || ServiceAudit.directives.contains(key) { return false }
    guard Self.environmentKeys.contains(key) else { return true }
    return installed.contains { line in !Self.audited.contains { line.drop { $0 == "\"" }.hasPrefix("\($0)=") } }
  }

  private static let audited =
    ["HOME", "PATH"] + ProfileSelection.locatingVariables + [
      "OPENCLAW_PROFILE", ServiceMarker.marker, ServiceMarker.kind, ServiceMarker.version,
    ]
}
