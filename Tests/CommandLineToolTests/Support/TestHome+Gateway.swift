import CommandTree
import Glibc
import Platform
import Profiles
import Synchronization
import TestSupport
import Testing

/// Ports for gateways of tests that run side by side: none is given out twice.
private enum GatewayPorts {
  private static let taken = Mutex<Set<Platform.Port>>([])

  static func take() throws -> Platform.Port {
    // Other tests count on nobody listening on the first ones.
    let free = try FreePort.bases(40).dropFirst(10)
    return try taken.withLock { taken in
      let port = try #require(free.first { !taken.contains($0) })
      taken.insert(port)
      return port
    }
  }
}

extension TestHome {
  /// Lends a home in which a gateway of the default profile runs in the foreground, on a free port.
  ///
  /// - Parameters:
  ///   - config: further members of the config, a comma before each.
  ///   - flags: further words of `gateway run`.
  static func withGateway(
    config: String = "", flags: String = "", _ body: (TestHome, SpawnedProcess) async throws -> Void
  ) async throws {
    try await TestHome.with { home async throws in
      let port = try GatewayPorts.take()
      let text = "{gateway: {mode: 'local', port: \(port), auth: {mode: 'token', token: 't'}}\(config)}"
      try place(text, at: home.profile().configPath)
      let process = try home.startGateway(flags)
      defer { process.discard() }
      try await home.gatewayAnswers()
      try await body(home, process)
    }
  }

  /// Starts the default profile's gateway in the foreground; what it prints goes to the file `out`.
  func startGateway(_ flags: String = "") throws -> SpawnedProcess {
    let words = try BuiltProgram(home: path).command("gateway run \(flags)").arguments
    let sink = try Descriptor(opening: path.appending("out"), O_RDWR | O_CREAT | O_APPEND, mode: 0o600)
    return try SpawnedProcess(words, input: sink.raw, output: sink.raw, errors: sink.raw)
  }

  /// Waits until the default profile's gateway answers.
  func gatewayAnswers() async throws {
    try await eventually("it answers", within: .seconds(60)) {
      try await blocking { run("gateway status --require-rpc").status == .success }
    }
  }
}
