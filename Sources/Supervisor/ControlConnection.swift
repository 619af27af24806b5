import Glibc
import Platform
import Services
import Transport

/// One command's connection: a request comes in, states go out until the command hangs up.
@LoopActor final class ControlConnection: DescriptorWatcher {
  private var descriptor: Descriptor?
  private var received: [UInt8] = []
  private var output: [UInt8] = []
  private var answer: (@LoopActor (SupervisorRequest, ControlConnection) -> Void)?
  private let closed: @LoopActor (ControlConnection) -> Void

  /// The longest request; also how much may wait for a command that does not read.
  private static let limit = 1 << 16

  init(
    taking socket: consuming Descriptor, closed: @escaping @LoopActor (ControlConnection) -> Void
  ) throws(SystemError) {
    self.closed = closed
    let raw = socket.raw
    descriptor = consume socket
    try EventLoop.shared.watch(raw, for: .reading, self)
  }

  var isOpen: Bool { descriptor != nil }

  /// Waits for the request.
  func listen(_ answer: @escaping @LoopActor (SupervisorRequest, ControlConnection) -> Void) { self.answer = answer }

  /// Sends a reply; a command that does not read is hung up on.
  func send(_ reply: SupervisorReply) {
    guard isOpen else { return }
    output += reply.line
    if output.count > Self.limit { close() } else { flush() }
  }

  /// Hangs up.
  ///
  /// Twice is once.
  func close() {
    guard let descriptor = descriptor.take() else { return }
    EventLoop.shared.forget(descriptor.raw)
    answer = nil
    closed(self)
  }

  func becameReady(_ readiness: Readiness) {
    if readiness.contains(.writing) { flush() }
    guard let raw = descriptor?.raw, !readiness.isDisjoint(with: [.reading, .broken]) else { return }
    var chunk = [UInt8](repeating: 0, count: 4096)
    let count = recv(raw, &chunk, chunk.count, 0)
    if count > 0 { receive(chunk[..<count]) } else if count == 0 || errno != EAGAIN && errno != EINTR { close() }
  }

  private func receive(_ bytes: ArraySlice<UInt8>) {
    received += bytes
    guard let end = received.firstIndex(of: UInt8(ascii: "\n")) else {
      if received.count > Self.limit { close() }
      return
    }
    // One request a connection: what follows it is not looked at.
    guard let answer = answer.take() else { return received.removeAll() }
    if let request = SupervisorRequest(line: received[..<end]) {
      answer(request, self)
    } else {
      send(.refused(code: "bad-request", message: "this supervisor does not know the request"))
    }
  }

  private func flush() {
    guard let raw = descriptor?.raw, !output.isEmpty else { return }
    let count = Glibc.send(raw, output, output.count, Int32(MSG_NOSIGNAL))
    if count > 0 { output.removeFirst(count) }
    if count < 0, errno != EAGAIN, errno != EINTR { return close() }
    do throws(SystemError) {
      try EventLoop.shared.change(raw, to: output.isEmpty ? .reading : [.reading, .writing])
    } catch { close() }
  }
}
