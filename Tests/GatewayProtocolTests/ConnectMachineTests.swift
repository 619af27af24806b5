import JSON
import Platform
import Testing

@testable import GatewayProtocol

@Suite("Connect machine") struct ConnectMachineTests {
  @Test("a valid token is admitted as an operator with every right") func token() throws {
    let admission = try #require(answer(to: connect()).admission)
    #expect(admission.requestID == "1")
    #expect(admission.caller == Caller(role: .operator, scopes: [.admin]))
  }

  @Test("a valid password is admitted without a device") func password() {
    let gateway = machine(SharedSecret(kind: .password, secret: Secret("pw"), source: "--password"))
    #expect(answer(to: connect(["auth": ["password": "pw"]]), gateway).admission != nil)
  }

  @Test("a valid token is admitted whatever the device says") func tokenAndDevice() {
    #expect(answer(to: connect(["device": device(signedAt: 0)])).admission != nil)
  }

  @Test("the scopes asked for are the scopes given; a node has none by default") func scopes() {
    #expect(answer(to: connect(["scopes": ["operator.read"]])).admission?.caller.scopes == [.read])
    #expect(answer(to: connect(["role": "node"])).admission?.caller == Caller(role: .node, scopes: []))
  }

  @Test(
    "each refusal has its code, its cause and its close, in the protocol's order",
    arguments: [
      Refused(#"{"type":"req","id":"1","method":"health"}"#, "invalid handshake: first request must be connect"),
      Refused(
        #"{"type":"req","id":"1","method":"connect","params":{"minProtocol":0}}"#,
        """
        invalid connect params: must have required property 'maxProtocol'; must have required property 'client'; \
        at /minProtocol: must be >= 1
        """),
      Refused(
        connect(["minProtocol": 4, "maxProtocol": 5]), "protocol mismatch", detail: .protocolMismatch,
        close: .protocolMismatch),
      Refused(
        connect(["minProtocol": 5, "maxProtocol": 3]), "protocol mismatch", detail: .protocolMismatch,
        close: .protocolMismatch),
      Refused(
        connect(["minProtocol": 1, "maxProtocol": 2, "role": "king"]), "protocol mismatch", detail: .protocolMismatch,
        close: .protocolMismatch),
      Refused(connect(["role": "king", "auth": [:]]), "invalid role"),
      Refused(connect(["auth": [:]]), nil, detail: .tokenMissing),
      Refused(connect(["auth": ["token": ""]]), nil, detail: .tokenMissing),
      Refused(connect(["auth": ["password": "secret"]]), nil, detail: .tokenMissing),
      Refused(connect(["auth": ["token": "wrong"]]), nil, detail: .tokenMismatch),
      Refused(
        connect(["auth": [:], "device": device(signedAt: 1)]), "device signature expired",
        detail: .deviceSignatureExpired),
      Refused(
        connect(["auth": [:], "device": device(signedAt: now, nonce: "other")]), "device nonce mismatch",
        detail: .deviceNonceMismatch),
      Refused(
        connect(["auth": [:], "device": device(signedAt: now, nonce: "nonce")]), nil, code: .notPaired,
        detail: .deviceUnsupported),
      Refused(
        connect(["auth": ["token": "wrong"], "device": device(signedAt: now, nonce: "nonce")]), nil,
        detail: .tokenMismatch),
    ])
  func refusals(_ refused: Refused) throws {
    let (response, close) = try #require(answer(to: refused.text).refusal)
    let error = try #require(response?.error)
    #expect(response?.id == "1")
    #expect(error.code == refused.code)
    #expect(error.detailCode == refused.detail)
    if let message = refused.message { #expect(error.message == message) }
    #expect(close == refused.close ?? .policy(error.message))
  }

  @Test("a remote device without a nonce is told so") func remoteDevice() throws {
    let text = connect(["auth": [:], "device": device(signedAt: now)])
    let (response, _) = try #require(answer(to: text, from: .init(isLocal: false)).refusal)
    #expect(response?.error?.detailCode == .deviceNonceRequired)
  }

  @Test("a locked-out address is told how long, even with the right token") func lockout() throws {
    let peer = ConnectMachine.Peer(isLocal: false, lockout: .seconds(7))
    let (response, _) = try #require(answer(to: connect(), from: peer).refusal)
    #expect(response?.error?.detailCode == .rateLimited)
    #expect(response?.error?.retryAfter == .seconds(7))
  }

  @Test("what cannot be answered is closed without an answer", arguments: [#"{"id":"1"}"#, "[]", "3"])
  func noRequest(text: String) {
    #expect(answer(to: text) == .refuse(nil, .invalidRequestFrame))
  }

  @Test("malformed JSON is closed without an answer") func malformed() {
    var machine = machine()
    #expect(machine.received(.malformed, from: .init(isLocal: true), at: time) == .refuse(nil, .policy("invalid JSON")))
  }

  @Test("the machine decides once: time-outs and further messages after that change nothing") func once() throws {
    var late = machine()
    #expect(late.timedOut() == .refuse(nil, .handshakeTimeout))
    let message = ConnectMachine.Message.value(try JSONReader.read(connect()))
    #expect(late.received(message, from: .init(isLocal: true), at: time) == .ignore)
    #expect(late.timedOut() == .ignore)
  }

  @Test("the challenge names the nonce and the time") func challenge() {
    #expect(machine().challenge(at: time).json["payload"] == ["nonce": "nonce", "ts": .integer(now)])
  }

  @Test("a refusal names the source of the gateway's secret and never a secret") func noSecretIsTold() throws {
    let (response, _) = try #require(answer(to: connect(["auth": ["token": "hunter2hunter2"]])).refusal)
    let text = try #require(response).json.text()
    #expect(text.contains("gateway.auth.token"))
    #expect(!text.contains("hunter2") && !text.contains("right-token"))
  }
}

/// A first message that is refused, and how.
struct Refused: Sendable, CustomTestStringConvertible {
  let text: String
  let message: String?
  var code = ErrorCode.invalidRequest
  var detail: DetailCode?
  var close: GatewayClose?

  init(
    _ text: String, _ message: String?, code: ErrorCode = .invalidRequest, detail: DetailCode? = nil,
    close: GatewayClose? = nil
  ) {
    (self.text, self.message, self.code, self.detail, self.close) = (text, message, code, detail, close)
  }

  var testDescription: String { message ?? detail?.rawValue ?? text }
}

private let now: Int64 = 1_767_225_600_000
private let time = Timestamp(milliseconds: now)

private func machine(
  _ secret: SharedSecret = SharedSecret(kind: .token, secret: Secret("right-token"), source: "gateway.auth.token")
) -> ConnectMachine {
  ConnectMachine(nonce: "nonce", secret: secret, limits: ProtocolLimits())
}

private func answer(
  to text: String, _ machine: ConnectMachine = machine(), from peer: ConnectMachine.Peer = .init(isLocal: true)
) -> ConnectMachine.Action {
  var machine = machine
  guard let value = try? JSONReader.read(text) else { return machine.received(.malformed, from: peer, at: time) }
  return machine.received(.value(value), from: peer, at: time)
}

/// A `connect` request that is right, with some parameters replaced.
private func connect(_ changes: JSONObject = [:]) -> String {
  var parameters: JSONObject = [
    "minProtocol": 3, "maxProtocol": 3, "caps": [],
    "client": ["id": "test", "version": "1", "platform": "linux", "mode": "test"], "auth": ["token": "right-token"],
  ]
  for entry in changes.entries { parameters[entry.key] = entry.value }
  return RequestFrame(id: "1", method: "connect", parameters: .object(parameters)).json.text()
}

private func device(signedAt: Int64, nonce: String? = nil) -> JSONValue {
  var object: JSONObject = ["id": "d", "publicKey": "k", "signature": "s", "signedAt": .integer(signedAt)]
  if let nonce { object["nonce"] = .string(nonce) }
  return .object(object)
}

extension ConnectMachine.Action {
  fileprivate var admission: ConnectMachine.Admission? {
    if case .admit(let admission) = self { admission } else { nil }
  }

  fileprivate var refusal: (ResponseFrame?, GatewayClose)? {
    if case .refuse(let response, let close) = self { (response, close) } else { nil }
  }
}
