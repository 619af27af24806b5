import Configuration
import GatewayClient
import GatewayProtocol
import JSON
import Platform
import Profiles
import TestSupport
import Testing
import Transport

@testable import Gateway

/// A gateway on a free port of loopback, for one test.
struct TestGateway {
  static let token = Secret("the-token")

  let port: Int
  let log: RecordingLog
  private let server: GatewayServer

  /// Starts one, with settings that a test may change first.
  ///
  /// - Parameter home: where the profile has its files; tests that read or write some lend a directory.
  init(
    home: AbsolutePath = .root.appending("nowhere"), serving: Bool = true,
    _ change: (inout ServerSettings) -> Void = { _ in }
  ) async throws {
    LoopThread.start()
    var settings = ServerSettings.forTests(home: home)
    // Clients are told of each other only in the tests that are about it.
    settings.limits.announcementDelay = .seconds(3600)
    change(&settings)
    log = RecordingLog()
    let gatewayLog = GatewayLog(console: log, file: nil, settings: .init(console: .debug))
    (server, port) = try await Self.start(settings, gatewayLog, serving)
  }

  @LoopActor private static func start(
    _ settings: ServerSettings, _ log: GatewayLog, _ serving: Bool
  ) throws -> (GatewayServer, Int) {
    let server = GatewayServer(settings: settings, log: log)
    let address = try server.listen(on: .loopback(port: nil))
    if serving { server.serve() }
    return (server, try #require(address.port).number)
  }

  var address: GatewayAddress { GatewayAddress(host: "127.0.0.1", port: port) }

  /// A client that has said hello.
  func client(_ parameters: ConnectParameters = .forTests) throws -> GatewayClient {
    try GatewayClient(to: address, as: parameters, deadline: .after(.seconds(10)))
  }

  /// Stops in order and waits for the end of every connection.
  func stop(restart: Duration? = nil) async {
    await withCheckedContinuation { continuation in
      Task { @LoopActor in
        server.stop(restart: restart, budget: .milliseconds(500)) { continuation.resume() }
      }
    }
  }

  /// Changes the settings of the running server.
  @LoopActor func adopt(_ change: (inout ServerSettings) -> Void) {
    var settings = server.settings
    change(&settings)
    server.adopt(settings)
  }

  /// Sends an event to all clients.
  @LoopActor func broadcast(_ event: EventDefinition, _ payload: JSONValue = ["reason": "test"]) {
    server.broadcast(event, payload)
  }

  /// The most bytes that wait to be taken by one client.
  @LoopActor var longestQueue: Int { server.connections.values.map { $0.stream?.queuedByteCount ?? 0 }.max() ?? 0 }

  @LoopActor var clientCount: Int { server.clientCount }
}

/// Lends a gateway with a home of its own, which the test holds to what it wants from a thread that may block.
func withGateway(
  _ change: @escaping (inout ServerSettings) -> Void = { _ in },
  _ body: @escaping @Sendable (TestGateway, AbsolutePath) throws -> Void
) async throws {
  try await withScratch { home in
    try placeDirectory(Profile(.default, home: home).stateDirectory)
    let gateway = try await TestGateway(home: home, change)
    try await blocking { try body(gateway, home) }
    await gateway.stop()
  }
}

extension ServerSettings {
  static func forTests(home: AbsolutePath) -> ServerSettings {
    let profile = Profile(.default, home: home)
    return ServerSettings(
      secret: SharedSecret(kind: .token, secret: TestGateway.token, source: "gateway.auth.token"),
      facts: GatewayFacts(
        version: "2026.2.0", profile: "default", configPath: profile.configPath,
        stateDirectory: profile.stateDirectory),
      machine: MachineIdentity(host: "studio", platform: "linux 6.1", architecture: "x86_64", address: "192.0.2.1"),
      configuration: ConfigurationFile(profile: profile, environment: Environment([:])), logFile: profile.logFile)
  }
}

extension ConnectParameters {
  static var forTests: ConnectParameters {
    ConnectParameters(
      client: ClientDescription(id: .test, version: "1", platform: "linux", mode: .test), token: TestGateway.token)
  }
}
