import CLinux
import Glibc
import Platform

/// A connected stream socket on the loop.
///
/// Reading goes through the loop's buffer and writing happens once a turn, so that an idle connection holds no buffer
/// at all and a busy one makes two system calls a turn however many frames they carry.
@LoopActor package final class StreamConnection: DescriptorWatcher, TurnParticipant {
  private enum State {
    case open
    /// What is queued is still to be sent; nothing is read for the handler any more.
    case flushing
    /// Our direction is shut; the peer's bytes are dropped until it closes too.
    case lingering
    case closed
  }

  /// The other end.
  package let peer: SocketAddress
  /// What is to be sent, some of which may have been sent already: append only.
  ///
  /// Changing it is enough, the rest happens at the end of the turn. What is added to a closed connection is dropped.
  package var output: [UInt8] = [] { didSet { joinEndOfTurn() } }
  /// While true nothing is read, and the kernel slows the peer down.
  package var isReadingPaused = false { didSet { updateInterest() } }

  private var sentCount = 0
  /// What is sent after `output`.
  private var sequel: FileSequel?
  private var descriptor: Descriptor?
  private var handler: (any StreamHandler)?
  private var state = State.open
  private var interest = Interest.reading
  private var hasJoinedEndOfTurn = false
  private var mustWaitToWrite = false
  private var peerHasFinished = false
  private var failure: SystemError?
  private var deadline: LoopTimer?
  /// How much of a file is sent in a turn.
  private static let regionLimit = 512 * 1024

  /// Takes over a connected socket that does not block, and begins to read.
  ///
  /// - Throws: `SystemError` when epoll cannot take one more; the socket is closed then.
  package init(
    taking socket: consuming Descriptor, peer: SocketAddress, handler: any StreamHandler
  ) throws(SystemError) {
    self.peer = peer
    self.handler = handler
    let raw = socket.raw
    // Frames are already gathered into one write a turn; waiting for more would only add latency.
    try socket.setOption(Int32(IPPROTO_TCP), TCP_NODELAY, peer.description)
    descriptor = consume socket
    try EventLoop.shared.watch(raw, for: .reading, self)
  }

  /// Has the kernel ask a peer that is silent whether it is still there: `SO_KEEPALIVE` of `socket(7)`.
  ///
  /// For connections on which nothing may be said for hours, and that no deadline ends.
  package func keepAlive() throws(SystemError) { try descriptor?.setOption(SOL_SOCKET, SO_KEEPALIVE, peer.description) }

  /// Whether bytes can still be sent and received.
  package var isOpen: Bool { state == .open }

  /// How many bytes wait to be taken by the kernel, those of a file included.
  package var queuedByteCount: Int { output.count - sentCount + (sequel?.count ?? 0) }

  /// Sends a part of a file after what is queued, and then some bytes, at most a part of it in a turn: `sendfile(2)`.
  ///
  /// Nothing of the file is held in memory. Until `drained` the caller queues nothing else. A file that is found shorter
  /// closes the connection, since what was announced cannot be sent any more.
  package func send(_ region: FileRegion, then tail: [UInt8] = []) {
    guard state == .open, region.count > 0 else { return output += tail }
    sequel = FileSequel(region, tail)
    joinEndOfTurn()
  }

  // MARK: Closing

  /// Sends what is queued, then closes in an orderly way: our direction first, then the peer's, so that a peer that is
  /// still sending does not lose our last bytes to a reset (RFC 9112 §9.6).
  ///
  /// - Parameter limit: the time for all of it, however slowly the peer takes what is left; then the connection is closed
  ///   anyhow.
  package func closeAfterFlush(within limit: Duration = .seconds(2)) {
    guard state == .open else { return }
    state = .flushing
    deadline = EventLoop.shared.schedule(after: limit) { [weak self] in self?.close() }
    joinEndOfTurn()
  }

  /// Closes at once; what is queued is lost.
  ///
  /// Twice is once.
  package func close() { close(nil) }

  private func close(_ error: SystemError?) {
    guard state != .closed else { return }
    state = .closed
    failure = error
    deadline?.cancel()
    deadline = nil
    if let raw = descriptor?.raw { EventLoop.shared.forget(raw) }
    descriptor = nil
    sequel = nil
    joinEndOfTurn()
  }

  // MARK: Reading

  /// Reads and writes what is possible now.
  package func becameReady(_ readiness: Readiness) {
    if readiness.contains(.writing) {
      mustWaitToWrite = false
      if flush() { handler?.drained(on: self) }
    }
    guard state != .closed else { return }
    if readiness.contains(.reading), interest.contains(.reading) {
      read()
    } else if !readiness.isDisjoint(with: .broken) {
      close(pendingError())
    }
  }

  private func read() {
    guard let raw = descriptor?.raw else { return }
    let buffer = EventLoop.shared.buffers.input
    let count = recv(raw, buffer.baseAddress, buffer.count, 0)
    if count > 0 {
      deliver(UnsafeMutableRawBufferPointer(rebasing: buffer[..<count]))
    } else if count == 0 {
      peerFinished()
    } else if errno != EAGAIN && errno != EINTR {
      close(SystemError(call: "recv", subject: peer.description))
    }
  }

  private func deliver(_ bytes: UnsafeMutableRawBufferPointer) {
    guard state == .open else { return }
    if output.capacity == 0 { output = EventLoop.shared.buffers.takeOutput() }
    handler?.received(bytes, on: self)
  }

  private func peerFinished() {
    peerHasFinished = true
    if state == .lingering { return close(nil) }
    updateInterest()
    if state == .open { handler?.peerFinished(on: self) }
  }

  private func pendingError() -> SystemError? {
    guard let raw = descriptor?.raw else { return nil }
    var code: Int32 = 0
    var size = socklen_t(MemoryLayout<Int32>.size)
    getsockopt(raw, SOL_SOCKET, SO_ERROR, &code, &size)
    return code == 0 ? nil : SystemError(code: code, call: "epoll_wait", subject: peer.description)
  }

  // MARK: Writing

  private func joinEndOfTurn() {
    guard !hasJoinedEndOfTurn else { return }
    hasJoinedEndOfTurn = true
    EventLoop.shared.atEndOfTurn(self)
  }

  func turnEnds() {
    let isDrained = flush()
    if state == .closed { releaseOutput() }
    hasJoinedEndOfTurn = false
    if isDrained { handler?.drained(on: self) }
    guard state == .closed, let handler = handler.take() else { return }
    handler.closed(self, error: failure)
  }

  /// Sends as much as the kernel takes before the turn ends, so that what is queued need not stay in memory.
  package func sendNow() {
    if flush() { handler?.drained(on: self) }
  }

  /// Sends as much as the kernel takes; true when that was the last of it and more may follow.
  private func flush() -> Bool {
    guard let raw = descriptor?.raw, !mustWaitToWrite, state != .lingering else { return false }
    let hadQueued = queuedByteCount > 0
    if hadQueued { send(raw) }
    if queuedByteCount == 0 { releaseOutput() }
    updateInterest()
    if queuedByteCount == 0, state == .flushing { finish(raw) }
    return hadQueued && queuedByteCount == 0 && state == .open
  }

  /// Sends what is queued: from memory, then from the file, then the bytes after it.
  private func send(_ raw: Int32) {
    if output.count > sentCount { sendOutput(raw) }
    guard let sequel, output.count == sentCount, state != .closed, !mustWaitToWrite else { return }
    releaseOutput()
    sendFile(raw, sequel)
    guard sequel.region.count == 0, state != .closed else { return }
    self.sequel = nil
    output = sequel.tail
    if !output.isEmpty { sendOutput(raw) }
  }

  private func sendOutput(_ raw: Int32) {
    let flags = Int32(MSG_NOSIGNAL) | (sequel == nil ? 0 : Int32(MSG_MORE))
    let count = output.withUnsafeBytes {
      Glibc.send(raw, $0.baseAddress.map { $0 + sentCount }, $0.count - sentCount, flags)
    }
    if count < 0, errno != EAGAIN, errno != EINTR {
      return close(SystemError(call: "send", subject: peer.description))
    }
    sentCount += max(0, count)
    mustWaitToWrite = output.count > sentCount
    if sentCount > 64 * 1024, sentCount > output.count / 2 { dropSent() }
  }

  /// A long file leaves the rest of the turn to other connections: the socket is found ready again in the next.
  private func sendFile(_ raw: Int32, _ sequel: FileSequel) {
    let region = sequel.region
    var offset = off_t(region.offset)
    let count = sendfile(raw, region.file.descriptor.raw, &offset, min(region.count, Self.regionLimit))
    if count == 0 { return close(SystemError(code: EIO, call: "sendfile", finding: "the file has become shorter")) }
    if count < 0, errno != EAGAIN, errno != EINTR {
      return close(SystemError(call: "sendfile", subject: peer.description))
    }
    sequel.region.advance(by: max(0, count))
    mustWaitToWrite = sequel.region.count > 0
  }

  /// Moves what is left to the front, when it is less than what has been sent, so that each byte is moved at most once.
  private func dropSent() {
    output.removeFirst(sentCount)
    sentCount = 0
  }

  private func releaseOutput() {
    sentCount = 0
    var spent: [UInt8] = []
    swap(&spent, &output)
    EventLoop.shared.buffers.giveBack(spent)
  }

  private func finish(_ raw: Int32) {
    if peerHasFinished { return close(nil) }
    state = .lingering
    shutdown(raw, Int32(SHUT_WR))
  }

  private func updateInterest() {
    guard let raw = descriptor?.raw else { return }
    var wanted: Interest = mustWaitToWrite ? .writing : []
    if !isReadingPaused || state != .open, !peerHasFinished { wanted.insert(.reading) }
    guard wanted != interest else { return }
    interest = wanted
    do throws(SystemError) {
      try EventLoop.shared.change(raw, to: wanted)
    } catch {
      close(error)
    }
  }
}
