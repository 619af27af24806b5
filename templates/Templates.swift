/// The texts users get, embedded at build time.
///
/// Their language is described in `templates/README.md`.
package enum Templates {
  /// A definition under a user's systemd.
  package static let systemdUserUnit = PackageResources.openclaw_gateway_user_service
  /// A definition under the machine's systemd.
  package static let systemdSystemUnit = PackageResources.openclaw_gateway_system_service
  /// The socket of a definition under a user's systemd.
  package static let systemdUserSocket = PackageResources.openclaw_gateway_user_socket
  /// The socket of a definition under the machine's systemd.
  package static let systemdSystemSocket = PackageResources.openclaw_gateway_system_socket
  /// A LaunchAgent of a user's launchd.
  package static let launchAgent = PackageResources.openclaw_gateway_plist
  /// The script that a task of the Windows Task Scheduler runs.
  package static let taskScript = PackageResources.openclaw_gateway_cmd
}
