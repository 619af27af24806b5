import CLinux
import Foundation
import GatewayClient
import GatewayProtocol
import Glibc
import Platform
import Synchronization
import TestSupport
import Testing

/// The built program `openclaw-gateway`, run for one test under the eyes of a notification socket.
final class GatewayProgram: Sendable {
  /// A profile's site for a test: its home, its port, its configuration.
  struct Site: Sendable {
    let home: AbsolutePath
    let port: Int

    init(in scratch: AbsolutePath, name: String = "home", port: Int? = nil) throws {
      home = scratch.appending(name)
      self.port = try port ?? Self.freePort()
      try configure()
    }

    var stateDirectory: AbsolutePath { home.appending(".openclaw") }
    var address: GatewayAddress { GatewayAddress(host: "127.0.0.1", port: port) }

    /// Writes the configuration, with the test's token and whatever more is said.
    func configure(_ more: String = "", token: String = TestGateway.token.revealed) throws {
      try place(
        #"{gateway: {mode: "local", port: \#(port), auth: {token: "\#(token)"}}, \#(more)}"#,
        at: stateDirectory.appending("openclaw.json"))
    }

    func log() throws -> String {
      String(decoding: try Files.read(stateDirectory.appending("logs/gateway.log")) ?? [], as: UTF8.self)
    }

    /// A port below those that the kernel gives out by itself, so that no other test is given it meanwhile.
    private static func freePort() throws -> Int {
      let candidates = (0..<50).lazy.map { _ in Int.random(in: 20_000..<32_000) }
      return try #require(candidates.first(where: isFree))
    }

    private static func isFree(_ port: Int) -> Bool {
      let raw = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
      defer { close(raw) }
      var address = sockaddr_in()
      address.sin_family = sa_family_t(AF_INET)
      address.sin_port = in_port_t(port).bigEndian
      address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
      return withUnsafePointer(to: address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          bind(raw, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
        }
      }
    }
  }

  let site: Site
  let notifications: NotifySocket
  private let process: SpawnedProcess
  private let output: FileHandle
  private let hasEnded = Atomic(false)

  /// A test that fails leaves no program behind.
  deinit {
    if !hasEnded.load(ordering: .relaxed) { process.discard() }
  }

  /// Starts the program, which says ready later or never.
  ///
  /// - Parameter socket: a socket that it is handed as systemd would, on descriptor 3.
  init(_ site: Site, arguments: [String] = [], variables: [String] = [], socket: Int32? = nil) throws {
    self.site = site
    notifications = try NotifySocket(at: site.home.appending("notify-\(UUID().uuidString.prefix(8))"))
    output = try FileHandle.scratch()
    let environment = ["HOME=\(site.home)", "NOTIFY_SOCKET=\(notifications.path)", "PATH=/usr/bin:/bin"] + variables
    let input = try FileHandle.nothing()
    let handing =
      "exec 3<&0 </dev/null; export LISTEN_PID=$$ LISTEN_FDS=1 LISTEN_FDNAMES=gateway; exec \"$@\""
    process = try SpawnedProcess(
      ["env", "-i"] + environment + (socket == nil ? [] : ["sh", "-c", handing, "sh"])
        + [Self.executable.path(), "gateway"] + arguments,
      input: socket ?? input.fileDescriptor, output: output.fileDescriptor, errors: output.fileDescriptor)
  }

  /// The same, and waits until it is ready.
  static func ready(_ site: Site, arguments: [String] = [], variables: [String] = []) async throws -> GatewayProgram {
    let program = try GatewayProgram(site, arguments: arguments, variables: variables)
    let message = try await blocking { try program.notifications.nextState() }
    try #require(message.hasPrefix("READY=1"), "\(message)")
    return program
  }

  var identifier: pid_t { process.identifier }

  func signal(_ signal: Int32) { kill(process.identifier, signal) }

  func exitStatus() async throws -> Int32 {
    defer { hasEnded.store(true, ordering: .relaxed) }
    return try await process.exitStatus()
  }

  /// Stops it and expects an orderly end.
  func stop() async throws {
    signal(SIGTERM)
    #expect(try await exitStatus() == 0)
  }

  func nextState() async throws -> String { try await blocking { try self.notifications.nextState() } }

  func hello(
    token: String = TestGateway.token.revealed, at address: GatewayAddress? = nil
  ) async throws -> HelloOK {
    var parameters = ConnectParameters.forTests
    parameters.token = Secret(token)
    let (address, identity) = (address ?? site.address, parameters)
    return try await blocking { try GatewayClient(to: address, as: identity, deadline: .after(.seconds(10))).hello }
  }

  /// What it has printed so far.
  func printed() throws -> String {
    try output.seek(toOffset: 0)
    return String(decoding: try output.readToEnd() ?? Data(), as: UTF8.self)
  }

  private static let executable = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
    .appending(path: "openclaw-gateway")

  static var isBuilt: Bool { FileManager.default.isExecutableFile(atPath: executable.path()) }
}
