import CLinux
import Glibc
import Platform
import TestSupport
import Testing

@testable import Transport

@Suite("Listeners", .timeLimit(.minutes(1))) struct ListenerTests {
  init() { LoopThread.start() }

  @Test("port 0 becomes a real port") @LoopActor func anyPort() throws {
    let loopback = try Loopback()
    #expect(loopback.address.port != nil)
    loopback.close()
  }

  @Test("a port that is listened on cannot be had again", arguments: ["127.0.0.1", "0.0.0.0"])
  @LoopActor func exclusive(_ host: String) throws {
    let loopback = try Loopback()
    let second = try #require(SocketAddress(host, port: loopback.address.port))
    let error = #expect(throws: SystemError.self) { try Loopback(second) }
    #expect(error?.code == EADDRINUSE)
    #expect(error?.subject == second.description)
    loopback.close()
  }

  @Test("after a close it can, though connections of the former server linger") @LoopActor func reusable() async throws
  {
    let loopback = try Loopback()
    let (server, client) = (Recorder(), Recorder())
    let (accepted, _) = try await loopback.pair(server, client)
    accepted.closeAfterFlush()
    _ = await server.untilClosed()
    loopback.close()
    try Loopback(loopback.address).close()
  }

  @Test("the same port serves IPv4 and IPv6 side by side", .enabled(if: ipv6IsThere)) @LoopActor func bothFamilies()
    throws
  {
    let loopback = try Loopback()
    let v6 = try Loopback(try #require(SocketAddress("::1", port: loopback.address.port)))
    #expect(v6.address.description == "[::1]:\(loopback.address.port?.number ?? 0)")
    loopback.close()
    v6.close()
  }

  @Test("the peer's address is told") @LoopActor func peer() async throws {
    let loopback = try Loopback()
    let (server, client) = (Recorder(), Recorder())
    let (accepted, connected) = try await loopback.pair(server, client)
    #expect(accepted.peer.isLoopback)
    #expect(connected.peer == loopback.address)
    accepted.close()
    loopback.close()
  }

  @Test("a socket that someone else bound is adopted") @LoopActor func adopted() async throws {
    let socket = try ServerSocket.make(.loopback(port: nil), backlog: 1)
    let address = try socket.localAddress()
    let handler = Acceptor()
    let listener = try Listener(adopting: socket, handler: handler)
    #expect(listener.address == address)
    let client = try Loopback.dial(address)
    #expect(await handler.peers.take().isLoopback)
    listener.close()
    _ = consume client
  }

  @Test("a socket that does not listen is not") @LoopActor func notListening() throws {
    let raw = try checked("socket") { socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0) }
    let handler = Acceptor()
    var error: SystemError?
    do throws(SystemError) { _ = try Listener(adopting: Descriptor(taking: raw), handler: handler) } catch let thrown {
      error = thrown
    }
    #expect(error?.code == EINVAL)
  }

  @Test("without descriptors it waits, and accepts when there are some again") func exhausted() async {
    await #expect(processExitsWith: .success) { try Exhaustion.run() }
  }

  @Test(
    "no failure of accept ends a listener",
    arguments: [
      (EAGAIN, AcceptFailure.nothingToAccept), (ECONNABORTED, .connectionLost), (EPROTO, .connectionLost),
      (EMFILE, .exhausted), (ENFILE, .exhausted), (ENOBUFS, .exhausted), (ENOMEM, .exhausted), (EBADF, .exhausted),
    ])
  func failures(_ code: Int32, _ expected: AcceptFailure) {
    #expect(AcceptFailure(code: code) == expected)
  }

  @Test("pauses double up to a second and begin again after a success") func backOff() {
    var backOff = AcceptBackOff()
    #expect((0..<8).map { _ in backOff.next().milliseconds } == [10, 20, 40, 80, 160, 320, 640, 1000])
    #expect(backOff.next() == .seconds(1))
    backOff.reset()
    #expect(backOff.next() == .milliseconds(10))
  }

  private static var ipv6IsThere: Bool { access("/proc/net/if_inet6", F_OK) == 0 }
}

/// Says when something has been accepted.
@LoopActor private final class Acceptor: ListenerHandler {
  let peers = Mailbox<SocketAddress>()

  func accepted(_ socket: consuming Descriptor, from peer: SocketAddress) { peers.put(peer) }

  func acceptingPaused(for delay: Duration, because error: SystemError) { Issue.record(error) }
}

/// A process that runs out of descriptors.
///
/// The listener pauses, and when the limit is lifted the waiting peer is accepted.
@LoopActor private final class Exhaustion: ListenerHandler {
  private var listener: Listener?
  private var client: Int32 = -1
  private var pauses = 0

  nonisolated static func run() throws {
    try EventLoop.shared.run {
      do { try Exhaustion().begin() } catch { exit(EXIT_FAILURE) }
    }
  }

  private func begin() throws {
    let listener = try Listener(binding: .loopback(port: nil), handler: self)
    self.listener = listener
    client = try Loopback.dial(listener.address).release()
    try limitDescriptors(to: 0)
  }

  func acceptingPaused(for delay: Duration, because error: SystemError) {
    pauses += 1
    do { if pauses == 3 { try limitDescriptors(to: 1024) } } catch { exit(EXIT_FAILURE) }
  }

  func accepted(_ socket: consuming Descriptor, from peer: SocketAddress) {
    if pauses != 3 { exit(EXIT_FAILURE) }
    listener?.close()
    EventLoop.shared.stop()
  }

  private func limitDescriptors(to count: rlim_t) throws {
    var limit = rlimit()
    try checked("getrlimit") { getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) }
    limit.rlim_cur = count
    try checked("setrlimit") { setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) }
  }
}
