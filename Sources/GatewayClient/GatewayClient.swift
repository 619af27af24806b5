import GatewayProtocol
import JSON
import Platform

/// A connection to a gateway for one caller that waits: every call returns or throws by its deadline.
///
/// Connecting proves that a gateway is there: only its own `hello-ok`, or its own refusal, counts.
package final class GatewayClient {
  private var stream: MessageStream
  private var lastID = 0
  private let address: GatewayAddress
  /// What the gateway said of itself.
  package let hello: HelloOK
  /// The time from dialling to `hello-ok`.
  package let latency: Duration

  /// Dials, upgrades and connects, all before the deadline.
  ///
  /// - Throws: `GatewayClientError`.
  package init(
    to address: GatewayAddress, as parameters: ConnectParameters, deadline: Deadline
  ) throws(GatewayClientError) {
    let start = MonotonicClock.nanoseconds()
    let dialled = try Dialing.dial(address, deadline: deadline)
    var stream = try MessageStream(upgrading: dialled, to: address, deadline: deadline)
    // Without a device there is nothing to sign, so the challenge need not be waited for.
    try stream.send(
      RequestFrame(id: "0", method: MethodDefinition.connect, parameters: parameters.json).json, deadline: deadline)
    hello = try Self.hello(from: &stream, address, deadline)
    latency = .nanoseconds(MonotonicClock.nanoseconds() - start)
    self.stream = stream
    self.address = address
  }

  deinit { stream.close() }

  /// Calls a method and waits for its answer.
  ///
  /// - Parameters:
  ///   - onEvent: called with each event that arrives meanwhile.
  /// - Throws: `GatewayClientError.method` with the gateway's error; `outcomeUnknown` when no answer comes after
  ///   a method that changes something was sent, for whatever reason.
  package func call(
    _ method: String, _ parameters: JSONValue? = nil, deadline: Deadline, onEvent: (EventFrame) -> Void = { _ in }
  ) throws(GatewayClientError) -> JSONValue {
    lastID += 1
    let id = String(lastID)
    try stream.send(RequestFrame(id: id, method: method, parameters: parameters).json, deadline: deadline)
    do throws(GatewayClientError) {
      return try answer(to: id, deadline, onEvent)
    } catch {
      throw MethodDefinition.named(method)?.isReadOnly == true ? error : error.afterSending(method)
    }
  }

  private func answer(
    to id: String, _ deadline: Deadline, _ onEvent: (EventFrame) -> Void
  ) throws(GatewayClientError) -> JSONValue {
    while true {
      switch GatewayFrame(fitting: try stream.receive(.response, deadline: deadline)) {
      case .response(let response) where response.id == id:
        if let error = response.failure { throw .method(error) }
        // An agent's first answer says only that the run was accepted.
        if response.payload?["status"] == "accepted" { continue }
        return response.payload ?? nil
      case .event(let event): onEvent(event)
      case .response, .request, .unknown, nil: continue
      }
    }
  }

  /// Waits for the answer to `connect`, past the challenge and whatever else comes first.
  private static func hello(
    from stream: inout MessageStream, _ address: GatewayAddress, _ deadline: Deadline
  ) throws(GatewayClientError) -> HelloOK {
    while true {
      switch GatewayFrame(fitting: try stream.receive(.hello, deadline: deadline)) {
      case .response(let response) where response.id == "0":
        if let error = response.failure { throw GatewayClientError(refusal: error) }
        if let hello = response.payload.flatMap(HelloOK.init(fitting:)) { return hello }
        throw .notAGateway(address, reason: "its answer to connect is no hello")
      case .event: continue
      case .response, .request, .unknown, nil:
        throw .notAGateway(address, reason: "its first message is not of the gateway protocol")
      }
    }
  }
}

extension ResponseFrame {
  /// Why the answer is no; an answer that does not say has a reason of its own.
  fileprivate var failure: ErrorShape? { isOK ? nil : error ?? ErrorShape(.unavailable, "no reason given") }
}

extension GatewayClientError {
  /// What a refused `connect` means, from the codes of the gateway's answer; its words are for people.
  fileprivate init(refusal error: ErrorShape) {
    let expected = error.details?["expectedProtocol"]?.integerValue
    if error.detailCode?.isAuthentication == true || error.code == .notPaired {
      self = .unauthorized(error)
    } else if error.detailCode == .protocolMismatch || expected != nil {
      self = .protocolMismatch(expected: expected)
    } else {
      self = .rejected(error)
    }
  }

  /// The same failure after a call that may have changed something: only an answer says what became of it.
  fileprivate func afterSending(_ method: String) -> GatewayClientError {
    switch self {
    case .method: self
    case .timedOut: .outcomeUnknown(method: method, because: .timedOut)
    case .closed(let code, let reason): .outcomeUnknown(method: method, because: .closed(code: code, reason: reason))
    default: .outcomeUnknown(method: method, because: .failed(description))
    }
  }
}
