import Profiles

/// Whose a unit is, judged by its name and by what it declares, never by text that merely occurs in it.
package enum UnitOwnership: Hashable, Sendable {
  /// It bears our name, our marker in the environment, or our section. The profile is nil when it names none.
  case ours(ProfileName?)
  /// Somebody else's definition that starts a gateway of ours or of an earlier name.
  case gatewayLike
  case foreign

  /// Judges a unit by its file's name and what it says.
  package init(fileName: String, unit: InstalledUnit) {
    if let profile = ServiceIdentity.profile(ofUnit: fileName) {
      self = .ours(profile)
    } else if unit.bearsOurMark {
      self = .ours(unit.profile)
    } else {
      self = unit.command.map { GatewayCommand.isGateway($0.words) } == true ? .gatewayLike : .foreign
    }
  }
}

extension InstalledUnit {
  /// Whether the unit says of itself that it is a gateway of ours.
  fileprivate var bearsOurMark: Bool {
    if file.entries.contains(where: { $0.section == Self.section }) { return true }
    let kind = variable(ServiceMarker.kind) ?? ServiceMarker.gateway
    return variable(ServiceMarker.marker) == ServiceMarker.ours && kind == ServiceMarker.gateway
  }
}
