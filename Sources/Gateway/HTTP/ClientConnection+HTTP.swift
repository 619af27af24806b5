import HTTPCodec
import Platform
import Transport

extension ClientConnection {
  /// Takes the next part of a request from the front of the window; false when the window holds no more of any.
  func takeRequest(_ window: inout ByteWindow, _ stream: StreamConnection) -> Bool {
    if !window.isEmpty, http.isBetweenRequests { wait(server.settings.httpTimeouts.request) { $0.requestTimedOut() } }
    switch http.received(&window) {
    case .needsMore: return false
    case .content: break
    case .head(let request): begin(request, stream)
    case .end: finishRequest(stream)
    case .refused(let violation): refuse(violation, stream)
    }
    return true
  }

  /// A client that waits for leave to send its content does not get it: nothing here takes content.
  private func begin(_ request: HTTPRequest, _ stream: StreamConnection) {
    self.request = request
    guard request.expectsContinue else { return }
    self.request = nil
    answer(server.answer(visit(request, stream)), to: request, keepingConnection: false, stream)
  }

  private func finishRequest(_ stream: StreamConnection) {
    guard let request = request.take() else { return }
    if request.asksForWebSocket || request.fields.contains("Sec-WebSocket-Key") {
      upgrade(request, stream)
    } else {
      answer(server.answer(visit(request, stream)), to: request, keepingConnection: request.keepsConnection, stream)
    }
  }

  private func visit(_ request: HTTPRequest, _ stream: StreamConnection) -> HTTPVisit {
    HTTPVisit(request: request, entrance: entrance, peer: stream.peer, now: .now())
  }

  private func refuse(_ violation: HTTPViolation, _ stream: StreamConnection) {
    answer(HTTPAnswer(violation.status, violation.status.reasonPhrase), to: nil, stream)
  }

  // MARK: Upgrades

  /// The canvas's sockets have a path of their own; any other upgrade on the base port is a control connection.
  private func upgrade(_ request: HTTPRequest, _ stream: StreamConnection) {
    if let refusal = server.refusal(of: request) { return answer(refusal, to: request, stream) }
    let isForReload = request.target.path == CanvasHost.reloadPath
    guard isForReload ? server.canvas?.reloadsPages == true : entrance == .control else {
      return answer(.notFound, to: request, stream)
    }
    switch ServerHandshake.check(request) {
    case .accept(let response):
      server.counters.responses[response.status.rawValue, default: 0] += 1
      response.append(to: &stream.output)
      if isForReload { beginReloading(stream) } else { beginHandshake(request, stream) }
    case .refuse(let response, let reason):
      self.answer(HTTPAnswer(response.status, reason, fields: response.fields), to: request, stream)
    }
  }

  /// From now on the other end is a page that waits to be told to reload.
  private func beginReloading(_ stream: StreamConnection) {
    phase = .reloading
    stopWaiting()
    // Nothing is sent to a page until a file changes: one that went without a word would be kept for ever.
    do throws(SystemError) { try stream.keepAlive() } catch { return stream.close() }
    server.canvas?.beginWatching()
  }

  /// Tells a page to reload.
  func reload() {
    guard phase == .reloading, let stream, stream.queuedByteCount < Self.sendingThreshold else { return }
    webSocket.sendText(output: &stream.output) { $0.append(contentsOf: "reload".utf8) }
  }

  // MARK: Answers

  /// There are too many connections for this one.
  func turnAway() {
    guard let stream else { return }
    answer(HTTPAnswer(.serviceUnavailable, "Too many connections", fields: ["Retry-After": "1"]), to: nil, stream)
  }

  func answer(
    _ answer: HTTPAnswer, to request: HTTPRequest?, keepingConnection: Bool = false, _ stream: StreamConnection
  ) {
    guard let delay = answer.delay else { return send(answer, to: request, keepingConnection, stream) }
    phase = .ending
    wait(delay) { connection in
      guard let stream = connection.stream else { return }
      connection.send(answer, to: request, false, stream)
    }
  }

  private func send(
    _ answer: HTTPAnswer, to request: HTTPRequest?, _ keepingConnection: Bool, _ stream: StreamConnection
  ) {
    server.counters.responses[answer.response.status.rawValue, default: 0] += 1
    var response = answer.response
    response.fields.append("Date", server.dateText())
    response.fields.append("X-Content-Type-Options", "nosniff")
    response.appendHead(
      contentLength: answer.contentLength, answering: request, keepingConnection: keepingConnection,
      to: &stream.output)
    var isLong = false
    if response.hasContent(answering: request) {
      switch answer.content {
      case .bytes(let bytes): stream.output += bytes
      case .file(let file):
        stream.send(file.region, then: file.tail)
        isLong = file.region.count > 0
      }
    }
    if isLong { return beginSending(closingAfterwards: !keepingConnection, stream) }
    if keepingConnection { awaitNextRequest() } else { finishAnswering(stream) }
  }

  /// The next request waits until the file has been taken.
  private func beginSending(closingAfterwards: Bool, _ stream: StreamConnection) {
    sending = closingAfterwards ? .lastFile : .file
    watchProgress(from: stream.queuedByteCount)
  }

  /// A client that takes nothing for a while is given up.
  private func watchProgress(from count: Int) {
    wait(server.settings.httpTimeouts.stall) { connection in
      guard let stream = connection.stream, connection.sending != .nothing else { return }
      let left = stream.queuedByteCount
      if left < count { connection.watchProgress(from: left) } else { stream.close() }
    }
  }

  /// The file has been taken.
  func finishSending(_ stream: StreamConnection) {
    let ended = sending
    sending = .nothing
    if ended == .lastFile { finishAnswering(stream) } else if ended == .file { awaitNextRequest() }
  }

  private func awaitNextRequest() { wait(server.settings.httpTimeouts.idle) { $0.requestTimedOut() } }

  private func finishAnswering(_ stream: StreamConnection) {
    phase = .ending
    stopWaiting()
    stream.closeAfterFlush()
  }

  /// A request that has begun is told so; a connection that is merely idle is closed.
  func requestTimedOut() {
    guard let stream, phase == .http else { return }
    if http.isBetweenRequests, request == nil {
      finishAnswering(stream)
    } else {
      answer(HTTPAnswer(.requestTimeout, "Request Timeout"), to: nil, stream)
    }
  }
}

extension HTTPDate {
  /// The present second.
  static func now() -> HTTPDate { HTTPDate(seconds: Timestamp.now().milliseconds / 1000) }
}
