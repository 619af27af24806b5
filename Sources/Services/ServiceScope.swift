/// Whose service manager runs a service.
package enum ServiceScope: String, Hashable, Sendable, CaseIterable {
  /// The manager of one user's session; the service runs as that user.
  case user
  /// The machine's own manager; changing it takes root.
  case system
}
