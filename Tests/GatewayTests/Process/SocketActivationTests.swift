import CLinux
import GatewayClient
import Glibc
import Platform
import TestSupport
import Testing

@Suite("Sockets that the service manager hands over", .timeLimit(.minutes(2)), .enabled(if: GatewayProgram.isBuilt))
struct SocketActivationTests {
  /// A socket that listens on a port of loopback, as systemd would have made it.
  private func listener(on port: Int) throws -> Descriptor {
    let made = Descriptor(
      taking: try checked("socket") { socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0) })
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    try withUnsafePointer(to: address) { pointer in
      _ = try pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        try checked("bind") { bind(made.raw, address, socklen_t(MemoryLayout<sockaddr_in>.size)) }
      }
    }
    try checked("listen") { listen(made.raw, 64) }
    return made
  }

  @Test("the gateway serves on the socket it is handed, also after a restart in its process, and leaves it open")
  func handed() async throws {
    try await withScratch { scratch in
      let site = try GatewayProgram.Site(in: scratch)
      try site.configure("commands: {restart: true}")
      let socket = try listener(on: site.port)
      let program = try GatewayProgram(site, socket: socket.raw)
      #expect(try await program.nextState() == "READY=1\nSTATUS=Listening on 127.0.0.1:\(site.port), 0 clients")
      _ = try await program.hello()
      program.signal(SIGUSR1)
      while try await !program.nextState().hasPrefix("RELOADING=1") {}
      // Nobody is refused meanwhile: the connection waits for the next life.
      _ = try await program.hello()
      try await program.stop()
      #expect(try ListeningSockets.all().contains { $0.port.number == site.port })
      withExtendedLifetime(socket) {}
    }
  }

  @Test("a socket that listens elsewhere than the configuration asks for is refused with 78, which no restart mends")
  func mismatch() async throws {
    try await withScratch { scratch in
      let site = try GatewayProgram.Site(in: scratch)
      let elsewhere = try GatewayProgram.Site(in: scratch, name: "other").port
      let socket = try listener(on: elsewhere)
      let program = try GatewayProgram(site, socket: socket.raw)
      #expect(try await program.exitStatus() == 78)
      let printed = try program.printed()
      #expect(printed.contains("listens on 127.0.0.1:\(elsewhere)"), "\(printed)")
      withExtendedLifetime(socket) {}
    }
  }

  @Test("sockets for another process, and what is no socket, are not taken") func foreign() async throws {
    try await withScratch { scratch in
      let site = try GatewayProgram.Site(in: scratch)
      let program = try await GatewayProgram.ready(site, variables: ["LISTEN_PID=1", "LISTEN_FDS=1"])
      _ = try await program.hello()
      try await program.stop()
      let nothing = try Descriptor(opening: .root.appending("dev/null"), O_RDWR)
      let refused = try GatewayProgram(site, socket: nothing.raw)
      #expect(try await refused.exitStatus() == 78)
      withExtendedLifetime(nothing) {}
    }
  }
}
