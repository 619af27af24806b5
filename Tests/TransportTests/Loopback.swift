import CLinux
import Glibc
import Platform

@testable import Transport

/// A listener on a free loopback port that records what it accepts.
@LoopActor final class Loopback: ListenerHandler {
  private(set) var paused: [Duration] = []
  private var listener: Listener?
  private let sockets = Mailbox<(raw: Int32, peer: SocketAddress)>()

  init(_ address: SocketAddress = .loopback(port: nil)) throws {
    listener = try Listener(binding: address, handler: self)
  }

  /// Where it listens.
  var address: SocketAddress { listener?.address ?? .loopback(port: nil) }

  func accepted(_ socket: consuming Descriptor, from peer: SocketAddress) { sockets.put((socket.release(), peer)) }

  func acceptingPaused(for delay: Duration, because error: SystemError) { paused.append(delay) }

  func close() { listener?.close() }

  /// The next connection, handled by a recorder.
  func accept(_ handler: Recorder) async throws -> StreamConnection {
    let socket = await sockets.take()
    return try StreamConnection(taking: Descriptor(taking: socket.raw), peer: socket.peer, handler: handler)
  }

  /// Both ends of a new connection.
  func pair(_ server: Recorder, _ client: Recorder) async throws -> (StreamConnection, StreamConnection) {
    let connected = try StreamConnection(taking: try Self.dial(address), peer: address, handler: client)
    return (try await accept(server), connected)
  }

  /// A connected socket.
  ///
  /// On the loopback the kernel completes the connection before it is accepted, so nothing waits.
  static func dial(_ address: SocketAddress) throws -> Descriptor {
    let type = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
    let socket = Descriptor(taking: try checked("socket") { Glibc.socket(address.family, type, 0) })
    let raw = socket.raw
    try address.withStorage { storage, length throws(SystemError) in
      _ = try checked("connect") { connect(raw, storage.assumingMemoryBound(to: sockaddr.self), length) }
    }
    try checked("fcntl") { cl_fcntl(raw, F_SETFL, O_NONBLOCK) }
    return socket
  }
}
