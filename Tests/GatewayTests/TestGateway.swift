import Configuration
import GatewayClient
import GatewayProtocol
import JSON
import Platform
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
  init(serving: Bool = true, _ change: (inout ServerSettings) -> Void = { _ in }) async throws {
    LoopThread.start()
    var settings = ServerSettings.forTests
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
  @LoopActor func broadcast(_ event: EventDefinition) { server.broadcast(event, ["reason": "test"]) }

  @LoopActor var clientCount: Int { server.clientCount }
}

extension ServerSettings {
  static var forTests: ServerSettings {
    let root = AbsolutePath.root.appending("state")
    return ServerSettings(
      secret: SharedSecret(kind: .token, secret: TestGateway.token, source: "gateway.auth.token"),
      facts: GatewayFacts(
        version: "2026.2.0", profile: "default", configPath: root.appending("openclaw.json"), stateDirectory: root),
      machine: MachineIdentity(host: "studio", platform: "linux 6.1", architecture: "x86_64", address: "192.0.2.1"))
  }
}

extension ConnectParameters {
  static var forTests: ConnectParameters {
    ConnectParameters(
      client: ClientDescription(id: .test, version: "1", platform: "linux", mode: .test), token: TestGateway.token)
  }
}
