import CSystemd

/// Which service manager runs services here.
package enum ServiceManagerKind: String, Hashable, Sendable, CaseIterable {
  case systemd
  /// The supervisor that openclaw brings along.
  case supervisor

  /// The manager to use: the one asked for, else systemd where it runs or where only it will do.
  ///
  /// - Parameter isBooted: whether systemd has booted this machine.
  package static func chosen(
    _ wanted: ServiceManagerKind?, scope: ServiceScope, isBooted: Bool = sd_booted() > 0
  ) -> ServiceManagerKind {
    if let wanted { return wanted }
    return scope == .system || isBooted ? .systemd : .supervisor
  }
}
