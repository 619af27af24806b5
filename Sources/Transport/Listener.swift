import CLinux
import Glibc
import Platform

/// Who takes the connections of a listener.
@LoopActor package protocol ListenerHandler: AnyObject {
  /// A peer has connected. The socket does not block and is closed on exec.
  func accepted(_ socket: consuming Descriptor, from peer: SocketAddress)

  /// No connection can be accepted for want of descriptors or memory; those that come wait in the backlog.
  func acceptingPaused(for delay: Duration, because error: SystemError)
}

/// A TCP socket that accepts connections.
///
/// One exists for each bound address.
@LoopActor package final class Listener: DescriptorWatcher {
  /// The bound address; the port is the real one.
  package let address: SocketAddress
  private var descriptor: Descriptor?
  private var handler: (any ListenerHandler)?
  private var backOff = AcceptBackOff()
  private var timer: LoopTimer?
  /// A flood of connections leaves the rest of the turn to the connections there are.
  private static let acceptLimit = 64

  /// Binds an address for this process alone and begins to accept.
  ///
  /// - Parameter handler: is held until `close`.
  /// - Throws: `SystemError` naming the address; `EADDRINUSE` when another socket listens there.
  package convenience init(
    binding address: SocketAddress, backlog: Int32 = 4096, handler: any ListenerHandler
  ) throws(SystemError) {
    try self.init(try ServerSocket.make(address, backlog: backlog), handler)
  }

  /// Accepts from a socket that is bound and listening already: `sd_listen_fds(3)`.
  ///
  /// - Throws: `SystemError` with `EINVAL` when it does not listen.
  package convenience init(adopting socket: consuming Descriptor, handler: any ListenerHandler) throws(SystemError) {
    try ServerSocket.adopt(socket)
    try self.init(socket, handler)
  }

  private init(_ socket: consuming Descriptor, _ handler: any ListenerHandler) throws(SystemError) {
    address = try socket.localAddress()
    self.handler = handler
    let raw = socket.raw
    descriptor = consume socket
    try EventLoop.shared.watch(raw, for: .reading, self)
  }

  /// Stops accepting and closes the socket: connections still in the backlog are reset.
  ///
  /// Twice is once.
  package func close() {
    timer?.cancel()
    handler = nil
    guard let descriptor = descriptor.take() else { return }
    EventLoop.shared.forget(descriptor.raw)
  }

  /// Accepts what waits.
  package func becameReady(_ readiness: Readiness) {
    for _ in 0..<Self.acceptLimit {
      guard let raw = descriptor?.raw else { return }
      do {
        guard let (socket, peer) = try accept(raw) else { return }
        backOff.reset()
        handler?.accepted(Descriptor(taking: socket), from: peer)
      } catch {
        switch AcceptFailure(code: error.code) {
        case .nothingToAccept: return
        case .connectionLost: continue
        case .exhausted: return pause(raw, error)
        }
      }
    }
  }

  private func accept(_ raw: Int32) throws(SystemError) -> (Int32, SocketAddress)? {
    var socket: Int32 = -1
    let flags = Int32(SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
    let peer = try SocketAddress { storage, length throws(SystemError) in
      socket = try checked("accept4") { accept4(raw, storage, length, flags) }
    }
    return peer.map { (socket, $0) }
  }

  /// Watches no longer for a while: a level-triggered readiness that cannot be dealt with would spin.
  private func pause(_ raw: Int32, _ error: SystemError) {
    let delay = backOff.next()
    EventLoop.shared.forget(raw)
    timer = EventLoop.shared.schedule(after: delay) { [weak self] in self?.resume() }
    handler?.acceptingPaused(for: delay, because: error)
  }

  private func resume() {
    guard let raw = descriptor?.raw else { return }
    do throws(SystemError) {
      try EventLoop.shared.watch(raw, for: .reading, self)
    } catch {
      pause(raw, error)
    }
  }
}
