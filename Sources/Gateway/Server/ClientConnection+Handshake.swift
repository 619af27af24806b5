import GatewayProtocol
import HTTPCodec
import JSON
import Platform
import Transport

extension ClientConnection {
  /// The opening handshake is done: the challenge goes out, and the time for `connect` begins.
  func beginHandshake(_ request: HTTPRequest, _ stream: StreamConnection) {
    let settings = server.settings
    phase = .handshake
    webSocket = WebSocketMachine(
      role: .server, limits: WebSocketLimits(message: settings.limits.maximumPayloadBeforeConnect))
    origin = ClientOrigin(
      peer: stream.peer.hostText, fields: request.fields, trustedProxies: settings.trustedProxies)
    if let reason = server.reasonNotToServe { return end(reason) }
    let machine = ConnectMachine(nonce: RandomBytes.uuid(), secret: settings.secret, limits: settings.limits)
    send(machine.challenge(at: .now()).json, stream)
    handshake = PendingHandshake(
      machine: machine, canvasHostURL: server.canvasHostURL(for: request), identity: identity(request, stream))
    wait(settings.limits.handshakeTimeout) { connection in
      if let action = connection.handshake?.machine.timedOut() { connection.perform(action) }
    }
  }

  /// What the request shows of its user, where that may count: from this machine itself it does not.
  private func identity(_ request: HTTPRequest, _ stream: StreamConnection) -> TailscaleClaim.Reading? {
    guard server.tailscale != nil, origin?.isLocal == false else { return nil }
    return TailscaleClaim.read(peer: stream.peer, fields: request.fields)
  }

  /// The first message of the client; the next ones wait while Tailscale is asked who it is.
  func takeConnect(_ message: UnsafeRawBufferPointer) {
    guard let handshake else { return }
    let message = ConnectMachine.Message(message)
    guard case .claim(let claim) = handshake.identity, let tailscale = server.tailscale else {
      return decide(message, nil)
    }
    handshake.isVerifying = true
    LoopActor.start { [self] in
      let verdict = await tailscale.verify(claim)
      handshake.isVerifying = false
      guard phase == .handshake, let stream else { return }
      decide(message, verdict)
      readOn(stream)
    }
  }

  private func decide(_ message: ConnectMachine.Message, _ verdict: TailscaleVerdict?) {
    guard let origin, let handshake else { return }
    var verdict = verdict
    if case .lacking(let cause) = handshake.identity { verdict = .refused(cause) }
    let peer = ConnectMachine.Peer(isLocal: origin.isLocal, lockout: server.lockout(of: origin), tailscale: verdict)
    perform(handshake.machine.received(message, from: peer, at: .now()))
  }

  private func perform(_ action: ConnectMachine.Action) {
    switch action {
    case .ignore: return
    case .admit(let admission): admit(admission)
    case .refuse(let response, let close): refuse(response, close)
    }
  }

  private func admit(_ admission: ConnectMachine.Admission) {
    guard let stream, let origin else { return }
    stopWaiting()
    let canvasHostURL = handshake?.canvasHostURL ?? ""
    handshake = nil
    phase = .open
    // A machine holds nothing between two messages, so the one with the client's larger limit can take over.
    webSocket = WebSocketMachine(
      role: .server, limits: WebSocketLimits(message: server.settings.limits.maximumPayload))
    let connectionID = RandomBytes.uuid()
    let key = server.admitted(admission, connectionID: connectionID, origin: origin)
    client = AdmittedClient(caller: admission.caller, presenceKey: key, connectionID: connectionID)
    server.messageLog?.admitted(admission.parameters, as: connectionID)
    if admission.caller.role == .node { server.joined(self, admission.parameters, from: origin) }
    sendText(stream) {
      server.appendHello(to: admission, connectionID: connectionID, canvasHostURL: canvasHostURL, &$0)
    }
    server.log.debug(
      "client connected", subsystem: "gateway/ws",
      fields: ["conn": connectionID, "client": admission.parameters.client.id.rawValue, "from": origin.address])
  }

  /// A wrong secret is answered later each time, so that guessing is slow even where nobody is locked out.
  private func refuse(_ response: ResponseFrame?, _ close: GatewayClose) {
    guard let origin else { return }
    server.log.warn(
      "connection refused: \(close.reason)", subsystem: "gateway/ws",
      fields: ["from": origin.address, "close": String(close.code)])
    let detail = response?.error?.detailCode
    guard detail == .tokenMismatch || detail == .passwordMismatch else { return answer(response, close) }
    wait(server.authenticationFailed(origin)) { $0.answer(response, close) }
  }

  private func answer(_ response: ResponseFrame?, _ close: GatewayClose) {
    if let stream, let response {
      server.count(response)
      send(response.json, stream)
    }
    end(close)
  }
}

extension ConnectMachine.Message {
  /// The bytes of a message as what they turn out to be.
  fileprivate init(_ bytes: UnsafeRawBufferPointer) {
    do throws(JSONError) { self = .value(try JSONReader.read(bytes)) } catch { self = .malformed }
  }
}
