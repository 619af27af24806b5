import CLinux
import Glibc
import Platform
import Services
import Transport

/// The socket on which services say how they are: `NOTIFY_SOCKET`.
@LoopActor final class NotifySocket: DescriptorWatcher {
  private let socket: Descriptor
  private let receive: @LoopActor (NotifyMessage, Int32) -> Void

  /// A flood of messages leaves the rest of the turn to others.
  private static let turnLimit = 256

  /// - Parameter receive: is given each message and the process that sent it, on the kernel's word.
  init(at path: AbsolutePath, receive: @escaping @LoopActor (NotifyMessage, Int32) -> Void) throws(SystemError) {
    socket = try UnixSocket.receiving(at: path)
    self.receive = receive
    try EventLoop.shared.watch(socket.raw, for: .reading, self)
  }

  func becameReady(_ readiness: Readiness) { drain() }

  /// Takes what has come in; of a process that has ended as well, as long as it has not been waited for.
  func drain() {
    var buffer = [UInt8](repeating: 0, count: NotifyMessage.sizeLimit + 1)
    for _ in 0..<Self.turnLimit {
      var sender = cl_ucred()
      let count = cl_receive_with_sender(socket.raw, &buffer, buffer.count, &sender)
      guard count >= 0 else { return }
      guard count < buffer.count, sender.pid > 0, let message = NotifyMessage(buffer[..<count]) else { continue }
      receive(message, sender.pid)
    }
  }
}
