import GatewayProtocol
import HTTPCodec
import JSON
import Platform
import Transport

extension ClientConnection {
  /// Takes the next message from the front of the window and deals with it; false when there is no whole one.
  func takeMessage(_ window: inout ByteWindow, _ stream: StreamConnection) -> Bool {
    switch webSocket.received(&window, output: &stream.output) {
    case .needsMore: return false
    case .ping, .pong: break
    // Text is the documented form; UTF-8 in a binary message is taken too.
    case .text(let bytes), .binary(let bytes):
      server.counters.framesReceived += 1
      switch phase {
      case .open: answer(UnsafeRawBufferPointer(bytes), stream)
      case .handshake: takeConnect(UnsafeRawBufferPointer(bytes))
      case .http, .reloading, .ending: break
      }
    case .closed: finish(stream)
    case .failed(let violation):
      server.log.debug("the connection failed: \(violation)", subsystem: "gateway/ws")
      finish(stream)
    }
    return true
  }

  /// The close frame, ours or the echo of theirs, is queued already.
  private func finish(_ stream: StreamConnection) {
    phase = .ending
    stopWaiting()
    stream.closeAfterFlush()
  }

  /// Answers one message of an open connection.
  ///
  /// `health` without parameters is answered in place.
  private func answer(_ message: UnsafeRawBufferPointer, _ stream: StreamConnection) {
    guard let client else { return }
    if client.mayRead, server.messageLog == nil, let outline = RequestOutline(message), outline.asksForHealth {
      return sendText(stream) { output in
        outline.appendSuccess(to: &output) { server.state.health.append(at: .now(), to: &$0) }
      }
    }
    let call = server.messageLog?.called(message, on: client.connectionID)
    do throws(GatewayClose) {
      switch try MethodTable(server: server, link: ObjectIdentifier(self)).answer(message, from: client.caller) {
      case .now(let response): answer(response, to: call)
      case .later(let id, let work): answer(id, call, after: work)
      }
    } catch {
      server.log.warn("connection closed: \(error.reason)", subsystem: "gateway/ws")
      end(error)
    }
  }

  /// The client may go on asking meanwhile, and its answers come in the order they are there.
  private func answer(
    _ id: String, _ call: MessageLog.Call?, after work: @escaping @LoopActor () async -> ResponseFrame
  ) {
    guard answersOwed < server.settings.limits.maximumAnswersOwed else {
      let error = ErrorShape(.unavailable, "too many requests wait for an answer", isRetryable: true)
      return answer(.failure(id, error), to: call)
    }
    answersOwed += 1
    LoopActor.start { [self] in
      let response = await work()
      answersOwed -= 1
      if phase == .open { answer(response, to: call) }
    }
  }

  private func answer(_ response: ResponseFrame, to call: MessageLog.Call?) {
    guard let stream else { return }
    server.count(response)
    let queued = stream.queuedByteCount
    send(response.json, stream)
    answeredByteCount += stream.queuedByteCount - queued
    if let call { server.messageLog?.answered(call, response) }
  }

  /// Sends an event that is for this client alone; false when the client is gone or does not take what it is sent.
  func deliver(_ event: EventFrame) -> Bool {
    guard phase == .open, let stream, stream.queuedByteCount <= server.settings.limits.maximumBuffered else {
      return false
    }
    if let client { server.messageLog?.told(event, on: client.connectionID) }
    send(event.json, stream)
    return true
  }

  /// Sends a frame that is for this client alone.
  func send(_ frame: JSONValue, _ stream: StreamConnection) {
    sendText(stream) { JSONWriter.append(frame, to: &$0) }
  }

  /// Sends one message, which is counted.
  func sendText(_ stream: StreamConnection, writing payload: (inout [UInt8]) -> Void) {
    server.counters.framesSent += 1
    webSocket.sendText(output: &stream.output, writing: payload)
  }

  /// Sends a broadcast event, numbered for this client.
  ///
  /// A slow consumer misses droppable ones, and is closed at others. Answers do not make a client slow, however long
  /// they are: it has asked for them, and nothing more is read from it while many wait.
  func send(_ event: EncodedEvent) {
    guard phase == .open, let stream, let caller = client?.caller else { return }
    if let scope = event.definition.scope, !caller.holds(scope) { return }
    client?.sequence += 1
    if stream.queuedByteCount - answeredByteCount > server.settings.limits.maximumBuffered {
      if !event.definition.isDroppable { end(.slowConsumer) }
      return
    }
    guard let sequence = client?.sequence else { return }
    sendText(stream) { event.append(sequence: sequence, to: &$0) }
    // A long event for many clients would otherwise be held once for each of them.
    if stream.queuedByteCount > Self.sendingThreshold { stream.sendNow() }
  }
}
