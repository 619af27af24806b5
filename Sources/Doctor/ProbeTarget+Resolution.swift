import Configuration
import Profiles
import Services

extension ProbeTarget {
  /// Decides where the gateway is expected: at the port that the unit pins, else at the one this shell would use.
  init(
    _ request: SnapshotRequest, installed: InstalledService?, own: ConfigurationSnapshot, service: ConfigurationSnapshot
  ) {
    let settings = service.configuration
    let commandPort =
      PortResolution(flag: nil, snapshot: own, profile: request.profile).port ?? PortPlan.defaultBase
    let pinned = installed?.unit.port
    let port = pinned ?? commandPort
    self.init(
      port: port, portSource: pinned == nil ? .environmentOrConfig : .serviceArguments,
      bindMode: settings.bind.rawValue, host: settings.localHost, customBindHost: settings.customBindHost,
      url: request.url ?? "ws://\(settings.localHost):\(port)", commandPort: commandPort)
  }
}
