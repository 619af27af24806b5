import Configuration
import GatewayProtocol

extension StartPlan {
  /// The keys that are other than in an earlier plan, and what takes each into effect.
  ///
  /// Where the gateway listens is what both plans say: a port that the command line pins makes a change of
  /// `gateway.port` one of no effect, and one that a variable gives changes without a key.
  func changes(since earlier: StartPlan) -> [ChangedKey] {
    let listening = differencesThatNeedRestart(from: earlier)
    let keys = configuration.differences(from: earlier.configuration).map { difference in
      let isMoot = Self.listeningKeys.contains("\(difference.path)") && listening.isEmpty
      return ChangedKey(name: "\(difference.path)", reload: isMoot ? .none : difference.reload)
    }
    let names = Set(keys.filter { $0.reload != .none }.map(\.name))
    let unnamed = names.isDisjoint(with: Self.listeningKeys) ? listening : []
    let secret = settings.secret
    let hasOtherSecret = secret != earlier.settings.secret && !names.contains { $0.hasPrefix("gateway.auth.") }
    return keys + unnamed.map { ChangedKey(name: $0, reload: .restart) }
      + (hasOtherSecret ? [ChangedKey(name: secret.source, reload: .hot)] : [])
  }

  private static let listeningKeys: Set = ["gateway.port", "gateway.bind", "gateway.customBindHost"]

  /// The keys whose new values take effect at the next start only, as far as the sockets show it.
  private func differencesThatNeedRestart(from other: StartPlan) -> [String] {
    (port == other.port ? [] : ["gateway.port"])
      + (addresses == other.addresses || port != other.port ? [] : ["gateway.bind"])
  }

  /// The settings of another plan, as far as they can hold without a new start: the names under which the gateway is
  /// reached stay with what is bound.
  func settings(after next: StartPlan) -> ServerSettings {
    var settings = next.settings
    settings.hosts = self.settings.hosts.replacingOrigins(by: next.settings.hosts)
    return settings
  }
}
