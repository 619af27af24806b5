import Glibc
import Platform

/// The link that makes a user's unit start by itself: the one systemd makes for `WantedBy=default.target`.
package struct UnitEnablement: Hashable, Sendable {
  private let places: SupervisorPlaces

  package init(_ places: SupervisorPlaces) { self.places = places }

  /// Whether the link of a unit is there.
  package func isEnabled(_ unit: String) throws(SystemError) -> Bool { try Files.linkTarget(link(unit)) != nil }

  /// The units that have a link, by name.
  package func units() throws(SystemError) -> [String] {
    try (Files.list(places.enabled) ?? []).filter { $0.hasSuffix(".service") }
  }

  /// Makes the link; false when it was there.
  func enable(_ unit: String) throws(SystemError) -> Bool {
    if try isEnabled(unit) { return false }
    try Files.makeDirectory(places.enabled, keepingMode: 0o755)
    let link = link(unit)
    try checked("symlink", link.string) { symlink(places.units.appending(unit).string, link.string) }
    return true
  }

  /// Removes the link, and the directory of links with the last of them; false when it was not there.
  func disable(_ unit: String) throws(SystemError) -> Bool {
    guard try Files.remove(link(unit)) else { return false }
    if try Files.list(places.enabled)?.isEmpty == true { try Files.remove(places.enabled) }
    return true
  }

  private func link(_ unit: String) -> AbsolutePath { places.enabled.appending(unit) }
}
