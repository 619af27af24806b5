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
    answer(server.routes.answer(request), to: request, keepingConnection: false, stream)
  }

  private func finishRequest(_ stream: StreamConnection) {
    guard let request = request.take() else { return }
    if request.asksForWebSocket || request.fields.contains("Sec-WebSocket-Key") {
      upgrade(request, stream)
    } else {
      answer(server.routes.answer(request), to: request, keepingConnection: request.keepsConnection, stream)
    }
  }

  /// Whatever the path: every upgrade is a control connection.
  private func upgrade(_ request: HTTPRequest, _ stream: StreamConnection) {
    if let refusal = server.routes.refusal(of: request) { return answer(refusal, to: request, stream) }
    switch ServerHandshake.check(request) {
    case .accept(let response):
      response.append(to: &stream.output)
      beginHandshake(request, stream)
    case .refuse(let response, let reason):
      var answer = HTTPRoutes.Answer(response.status, reason)
      for field in response.fields { answer.response.fields.append(field.name, field.value) }
      self.answer(answer, to: request, stream)
    }
  }

  private func refuse(_ violation: HTTPViolation, _ stream: StreamConnection) {
    answer(HTTPRoutes.Answer(violation.status, violation.status.reasonPhrase), to: nil, stream)
  }

  private func answer(
    _ answer: HTTPRoutes.Answer, to request: HTTPRequest?, keepingConnection: Bool = false, _ stream: StreamConnection
  ) {
    answer.response.append(
      answer.content, answering: request, keepingConnection: keepingConnection, to: &stream.output)
    if keepingConnection {
      wait(server.settings.httpTimeouts.idle) { $0.requestTimedOut() }
    } else {
      phase = .ending
      stopWaiting()
      stream.closeAfterFlush()
    }
  }

  /// A request that has begun is told so; a connection that is merely idle is closed.
  func requestTimedOut() {
    guard let stream, phase == .http else { return }
    if http.isBetweenRequests, request == nil {
      phase = .ending
      stream.closeAfterFlush()
    } else {
      answer(HTTPRoutes.Answer(.requestTimeout, "Request Timeout"), to: nil, stream)
    }
  }
}
