import CommandTree
import Configuration
import GatewayClient
import Platform
import Profiles
import Services

/// `openclaw gateway probe`: which gateways can be reached from here, and by which way.
struct GatewayProbeCommand {
  private let context: CommandContext
  private let target: ServiceTarget
  private let configuration: ConfigurationSnapshot
  private let flags: CredentialFlags
  private let timeout: Duration
  private let deadline: Deadline

  /// How long gateways on the network are looked for.
  private static let discovery = Duration.milliseconds(1200)

  static func run(_ context: CommandContext) throws(CommandFailure) -> any Report {
    try GatewayProbeCommand(context).report()
  }

  private init(_ context: CommandContext) throws(CommandFailure) {
    self.context = context
    timeout = context.invocation[.timeout] ?? .seconds(3)
    deadline = .after(timeout)
    target = try ServiceTarget.installed(context)
    configuration = try target.configuration(in: context)
    flags = try context.credentialFlags()
  }

  private func report() throws(CommandFailure) -> ProbeReport {
    let (start, begin) = (Timestamp.now(), MonotonicClock.nanoseconds())
    let port = try target.gatewayPort(configuration)
    let named = try namedDestination()
    let gathering = Gathering(deadline: deadline)
    let browse = self.browse(gathering)
    let routes = try directRoutes(port)
    let deadline = deadline
    let direct = routes.map { route in gathering.start { route.outcome(deadline: deadline) } }
    var outcomes: [RouteOutcome] = []
    let beacons = named == nil && context.invocation[.sshAuto] ? gathering.value(of: browse) : nil
    let announced = beacons?.first { $0.sshDestination != nil }
    if let destination = named ?? announced?.sshDestination {
      outcomes.append(tunnelled(to: destination, remotePort(announced?.gatewayPort, own: port), gathering))
    }
    for (route, fact) in zip(routes, direct) {
      outcomes.append(gathering.value(of: fact) ?? RouteOutcome(route: route, result: .failure(.timedOut)))
    }
    return ProbeReport(
      start: start, duration: .nanoseconds(MonotonicClock.nanoseconds() - begin), timeout: timeout,
      outcomes: outcomes, port: port, tailnetAddress: InterfaceAddresses.tailnet(among: InterfaceAddresses.current()),
      discovery: min(timeout, Self.discovery), beacons: beacons ?? gathering.value(of: browse) ?? [])
  }

  /// Gateways that announce themselves; none where nobody can be asked, which `gateway discover` explains.
  private func browse(_ gathering: Gathering) -> Fact<[GatewayBeacon]> {
    let deadline = min(deadline, .after(Self.discovery))
    let domains = AvahiBrowser.domains(configuration)
    return gathering.start {
      do throws(DiscoveryError) {
        return try AvahiBrowser(deadline: deadline).gateways(in: domains, deadline: deadline)
      } catch { return [] }
    }
  }

  /// The ways that need no tunnel, one for each URL.
  private func directRoutes(_ port: Port?) throws(CommandFailure) -> [GatewayRoute] {
    let isRemote = configuration.configuration.mode == .remote
    var routes: [GatewayRoute] = []
    if let url = try context.checkedURL() {
      routes.append(
        GatewayRoute(kind: .explicit, url: url, credentials: ClientCredentials(only: flags), isActive: true))
    }
    if let url = configuration.configuration.remote.url {
      routes.append(
        GatewayRoute(kind: .configRemote, url: url, credentials: remoteCredentials, isActive: isRemote))
    }
    if let port {
      var route = GatewayRoute(
        kind: .localLoopback, url: "ws://\(configuration.configuration.localHost):\(port)",
        credentials: ClientCredentials(flags: flags, localTo: configuration), isActive: !isRemote)
      route.obstacle = try target.obstacle(on: port, configuration).map { RouteFailure($0.sentence, code: $0.code) }
      routes.append(route)
    }
    var seen: Set<String> = []
    return routes.filter { seen.insert($0.url).inserted }
  }

  private var remoteCredentials: ClientCredentials { ClientCredentials(flags: flags, remoteIn: configuration) }

  /// Where an SSH tunnel leads by the command line or the config; nil when neither says anything.
  private func namedDestination() throws(CommandFailure) -> SSHDestination? {
    let flag = context.invocation[.ssh]
    guard let text = flag ?? configuration.configuration.remote.sshTarget else { return nil }
    if let destination = SSHDestination(text) { return destination }
    throw CommandFailure(
      "\(text) is nobody that ssh could connect to", location: flag == nil ? "gateway.remote.sshTarget" : "--ssh",
      reason: "it must be [user@]host[:port]", hints: ["openclaw gateway probe --ssh user@host"],
      code: "bad-ssh-target", exitStatus: flag == nil ? .configurationRefused : .usage)
  }

  /// The port of the gateway at the other end: that of `gateway.remote.url`, what it announces, else this profile's own.
  private func remotePort(_ announced: Port?, own: Port?) -> Port {
    let configured: Port?
    do throws(GatewayClientError) {
      configured = try configuration.configuration.remote.url.map { url throws(GatewayClientError) in
        try GatewayAddress(url).port
      }.flatMap { Port($0) }
    } catch { configured = nil }
    return configured ?? announced ?? own ?? PortPlan.defaultBase
  }

  /// Opens a tunnel, tries it, and closes it again.
  private func tunnelled(to destination: SSHDestination, _ port: Port, _ gathering: Gathering) -> RouteOutcome {
    let tunnel: SSHTunnel
    do throws(RouteFailure) { tunnel = try open(destination, port) } catch {
      return RouteOutcome(route: tunnelRoute("ssh://\(destination)"), result: .failure(error))
    }
    defer { tunnel.close() }
    let route = tunnelRoute(tunnel.address.description)
    let deadline = deadline
    let fact = gathering.start { route.outcome(through: tunnel, deadline: deadline) }
    return gathering.value(of: fact)
      ?? RouteOutcome(route: route, tunnel: tunnel, result: .failure(RouteFailure(.notConnected)))
  }

  private func tunnelRoute(_ url: String) -> GatewayRoute {
    GatewayRoute(kind: .sshTunnel, url: url, credentials: remoteCredentials, isActive: true)
  }

  private func open(_ destination: SSHDestination, _ port: Port) throws(RouteFailure) -> SSHTunnel {
    do throws(SystemError) {
      guard let ssh = try Subprocess.find("ssh", in: context.environment.searchPath) else {
        throw SystemError(code: 0, call: "ssh", finding: "it is not installed")
      }
      return try SSHTunnel(
        to: destination, remotePort: port, identity: identity, patience: timeout, ssh: ssh,
        environment: context.environment)
    } catch { throw RouteFailure("ssh cannot be started: \(error.reason)", code: "ssh-failed") }
  }

  private var identity: AbsolutePath? {
    context.invocation[.sshIdentity].flatMap {
      AbsolutePath(expanding: $0, home: context.profile.home, relativeTo: context.workingDirectory)
    } ?? configuration.configuration.remote.sshIdentity
  }
}

extension GatewayBeacon {
  /// Where ssh would connect to reach its machine; nil when it does not say, or says something else.
  fileprivate var sshDestination: SSHDestination? {
    guard let host = reachableHost else { return nil }
    return SSHDestination(self["sshPort"].map { "\(host):\($0)" } ?? host)
  }
}
