import JSON
import Platform

/// The server's side of the handshake: from the challenge to the one `connect` that admits a client or ends it.
///
/// Holds no descriptor and no clock. The order of the checks is the protocol's.
package struct ConnectMachine: Sendable {
  /// What the first message turned out to be.
  package enum Message: Sendable {
    case malformed
    case value(JSONValue)
  }

  /// What is known about the client before it speaks.
  package struct Peer: Hashable, Sendable {
    /// Whether the request comes from this machine and not through a proxy.
    package let isLocal: Bool
    /// How long this address must still wait after failed attempts; nil when it need not.
    package let lockout: Duration?
    /// What Tailscale says of its user; nil where its identities do not count.
    package let tailscale: TailscaleVerdict?

    /// What is known, from its parts.
    package init(isLocal: Bool, lockout: Duration? = nil, tailscale: TailscaleVerdict? = nil) {
      self.isLocal = isLocal
      self.lockout = lockout
      self.tailscale = tailscale
    }
  }

  /// What the shell must do.
  package enum Action: Equatable, Sendable {
    case admit(Admission)
    /// Answer, where there is a request to answer, and close.
    case refuse(ResponseFrame?, GatewayClose)
    case ignore
  }

  /// The client that `connect` admitted, and the id its answer must carry.
  package struct Admission: Equatable, Sendable {
    /// The id of the request that its answer carries.
    package let requestID: String
    /// What the client says of itself.
    package let parameters: ConnectParameters
    /// What it may do.
    package let caller: Caller
  }

  private let nonce: String
  private let secret: SharedSecret
  private let limits: ProtocolLimits
  private var isDecided = false

  /// A machine for one connection; no other may have the nonce.
  package init(nonce: String, secret: SharedSecret, limits: ProtocolLimits) {
    self.nonce = nonce
    self.secret = secret
    self.limits = limits
  }

  /// The event to send at once after the opening handshake.
  package func challenge(at now: Timestamp) -> EventFrame {
    EventFrame(
      event: EventDefinition.challenge.name, payload: ["nonce": .string(nonce), "ts": .integer(now.milliseconds)])
  }

  /// Takes the first message; later ones are ignored.
  package mutating func received(_ message: Message, from peer: Peer, at now: Timestamp) -> Action {
    guard !isDecided else { return .ignore }
    isDecided = true
    guard case .value(let value) = message else { return .refuse(nil, .policy("invalid JSON")) }
    guard let request = try? RequestFrame(reading: value) else { return .refuse(nil, .invalidRequestFrame) }
    do throws(Refusal) {
      return .admit(try decide(request, from: peer, at: now))
    } catch {
      return .refuse(.failure(request.id, error.error), error.close)
    }
  }

  /// The time for the handshake is over.
  package mutating func timedOut() -> Action {
    guard !isDecided else { return .ignore }
    isDecided = true
    return .refuse(nil, .handshakeTimeout)
  }

  private func decide(_ request: RequestFrame, from peer: Peer, at now: Timestamp) throws(Refusal) -> Admission {
    guard request.method == MethodDefinition.connect else {
      throw Refusal(.invalidRequest("invalid handshake: first request must be connect"))
    }
    let parameters = try read(request)
    guard parameters.versions.contains(ProtocolVersion.current) else { throw .protocolMismatch }
    guard let role = Role(rawValue: parameters.role ?? Role.operator.rawValue) else {
      throw Refusal(.invalidRequest("invalid role"))
    }
    try authenticate(parameters, from: peer, at: now)
    let scopes = parameters.scopes.isEmpty ? role.defaultScopes : parameters.scopes
    return Admission(requestID: request.id, parameters: parameters, caller: Caller(role: role, scopes: scopes))
  }

  private func read(_ request: RequestFrame) throws(Refusal) -> ConnectParameters {
    do throws(ShapeError) {
      return try ConnectParameters(reading: request.parameters ?? [:])
    } catch {
      throw Refusal(.invalidParameters(of: MethodDefinition.connect, error))
    }
  }

  /// A user that Tailscale vouches for needs no secret; a shared secret suffices, with or without a device.
  ///
  /// A device without one cannot be verified here.
  private func authenticate(_ parameters: ConnectParameters, from peer: Peer, at now: Timestamp) throws(Refusal) {
    if case .verified = peer.tailscale { return }
    if let lockout = peer.lockout { throw .rateLimited(for: lockout) }
    guard !secret.admits(parameters) else { return }
    let showsSecret = parameters.token != nil || parameters.password != nil
    guard let device = parameters.device, !showsSecret else {
      if case .refused(let cause) = peer.tailscale, !showsSecret { throw Refusal(cause.tailscaleRefusal) }
      throw Refusal(secret.refusal(of: parameters))
    }
    try check(device, from: peer, at: now)
    throw .deviceUnsupported
  }

  private func check(_ device: DeviceIdentity, from peer: Peer, at now: Timestamp) throws(Refusal) {
    // Compared without subtracting, which a hostile time stamp could make overflow.
    let skew = limits.deviceClockSkew.milliseconds
    let window = (now.milliseconds - skew)...(now.milliseconds + skew)
    guard window.contains(device.signedAt.milliseconds) else {
      throw Refusal(.invalidRequest("device signature expired", .deviceSignatureExpired))
    }
    guard device.nonce != nil || peer.isLocal else {
      throw Refusal(.invalidRequest("device nonce required", .deviceNonceRequired))
    }
    guard device.nonce == nil || device.nonce == nonce else {
      throw Refusal(.invalidRequest("device nonce mismatch", .deviceNonceMismatch))
    }
  }
}
