import Configuration
import GatewayClient
import Platform
import Profiles
import Services

/// Whether the gateway of a launchd job is ready: launchd knows only that a process runs.
package enum AgentReadiness {
  /// How long the gateway may take to answer a hello.
  private static let patience = Duration.seconds(2)

  /// Asks for a hello at the port that the property list pins, once the job's own process listens there.
  ///
  /// True for the job of another label, of which nothing is known, and for a profile that has no port.
  package static func isReady(_ agent: InstalledAgent, process: Int32?, of profile: Profile) -> Bool {
    guard agent.label == profile.launchdLabel else { return true }
    let configuration = ConfigurationLoader.load(
      profile.served(by: .agent(agent)),
      environment: Environment(Dictionary(agent.environment.map { ($0.name, $0.value) }) { $1 }))
    guard let port = agent.port ?? configuration.configuration.port ?? profile.defaultPort else { return true }
    guard let credentials = credentials(on: port, for: process, configuration) else { return false }
    let url = "ws://\(configuration.configuration.localHost):\(port)"
    return GatewayProbe.probe(url: url, credentials: credentials, deadline: .after(patience)).isReachable
  }

  /// What is shown to whoever listens: the profile's secrets to the job's own process, nothing where it cannot be told
  /// who listens.
  ///
  /// Nil while nobody listens, or only somebody else.
  private static func credentials(
    on port: Port, for process: Int32?, _ configuration: ConfigurationSnapshot
  ) -> ClientCredentials? {
    let nothing = ClientCredentials(only: CredentialFlags())
    guard let process else { return nothing }
    do {
      let sockets = try ListeningSockets.on(port: port, likelyHolders: [process])
      let isOwn = sockets.contains { $0.holder?.processIdentifier == process }
      return isOwn ? ClientCredentials(flags: CredentialFlags(), snapshot: configuration) : nil
    } catch { return nothing }
  }
}
