import CLinux
import Glibc
import Platform
import Services
import Transport

/// The socket on which commands ask for things; only the user's own, and root's, are heard.
@LoopActor final class ControlSocket: DescriptorWatcher {
  private let socket: Descriptor
  private let answer: @LoopActor (SupervisorRequest, ControlConnection) -> Void
  private var connections: [ObjectIdentifier: ControlConnection] = [:]

  /// More commands than these at once wait in the backlog.
  private static let connectionLimit = 512

  /// - Parameter answer: is given each request with the connection to reply on.
  init(
    at path: AbsolutePath, answer: @escaping @LoopActor (SupervisorRequest, ControlConnection) -> Void
  ) throws(SystemError) {
    socket = try UnixSocket.listening(at: path)
    self.answer = answer
    try EventLoop.shared.watch(socket.raw, for: .reading, self)
  }

  /// Whether no command waits for anything.
  var isIdle: Bool { connections.isEmpty }

  func becameReady(_ readiness: Readiness) {
    while connections.count < Self.connectionLimit {
      let flags = Int32(SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
      let raw = accept4(socket.raw, nil, nil, flags)
      guard raw >= 0 else { return }
      take(Descriptor(taking: raw))
    }
  }

  private func take(_ peer: consuming Descriptor) {
    do throws(SystemError) {
      let user = try UnixSocket.peerUserID(of: peer.raw)
      let connection = try ControlConnection(taking: peer) { [weak self] in self?.forget($0) }
      connections[ObjectIdentifier(connection)] = connection
      if user == Account.effectiveUserID || user == 0 {
        connection.listen(answer)
      } else {
        connection.send(.refused(code: "access-denied", message: "the supervisor belongs to another user"))
        connection.close()
      }
    } catch {
      SupervisorLog.write("a command could not be answered: \(error)")
    }
  }

  private func forget(_ connection: ControlConnection) { connections[ObjectIdentifier(connection)] = nil }
}
