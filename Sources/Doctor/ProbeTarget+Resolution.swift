import Configuration
import Profiles
import Services

extension ProbeTarget {
  /// Decides where the gateway is expected: at the port that the unit pins, else at the one this shell would use.
  ///
  /// Nil for a named profile that has no port yet: there is nothing of it to be probed.
  init?(
    _ request: SnapshotRequest, installed: InstalledService?, own: ConfigurationSnapshot, service: ConfigurationSnapshot
  ) {
    let settings = service.configuration
    let pinned = installed?.definition.port
    let own = PortResolution(flag: nil, snapshot: own, profile: request.profile).port
    guard let port = pinned ?? own ?? (request.url == nil ? nil : PortPlan.defaultBase) else { return nil }
    self.init(
      port: port, portSource: pinned == nil ? .environmentOrConfig : .serviceArguments,
      bindMode: settings.bind.rawValue, host: settings.localHost, customBindHost: settings.customBindHost,
      url: request.url ?? "ws://\(settings.localHost):\(port)", commandPort: own ?? port)
  }
}
