/// The texts users get, embedded at build time.
///
/// Their language is described in `templates/README.md`.
package enum Templates {
  /// A definition under a user's systemd.
  package static let systemdUserUnit = PackageResources.openclaw_gateway_user_service
  /// A definition under the machine's systemd.
  package static let systemdSystemUnit = PackageResources.openclaw_gateway_system_service
}
