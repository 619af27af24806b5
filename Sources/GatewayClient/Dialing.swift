import Platform

/// From an address to a connected stream.
enum Dialing {
  /// Tries a gateway's addresses in turn, all under one deadline.
  ///
  /// - Throws: `GatewayClientError.refused` when nothing listens on any of them, else what the last one said.
  static func dial(_ address: GatewayAddress, deadline: Deadline) throws(GatewayClientError) -> SocketStream {
    var failure = GatewayClientError.unresolvable(host: address.host, reason: "it has no address")
    for candidate in try resolve(address, deadline: deadline) {
      do throws(SocketStream.Failure) {
        return try SocketStream.connected(to: candidate, deadline: deadline)
      } catch {
        failure = GatewayClientError(error, at: .connection, address)
      }
    }
    throw failure
  }

  /// The resolver knows no deadline, so it runs on a thread that is left behind when the time is over.
  private static func resolve(
    _ address: GatewayAddress, deadline: Deadline
  ) throws(GatewayClientError) -> [ResolvedAddress] {
    if let numeric = ResolvedAddress.numeric(host: address.host, port: address.port) { return numeric }
    let gathering = Gathering(deadline: deadline)
    let lookup = gathering.start { () -> Result<[ResolvedAddress], ResolutionError> in
      Result { () throws(ResolutionError) in try ResolvedAddress.resolve(host: address.host, port: address.port) }
    }
    switch gathering.value(of: lookup) {
    case .success(let addresses): return addresses
    case .failure(let error): throw .unresolvable(host: address.host, reason: error.reason)
    case nil: throw .timedOut(.connection, address)
    }
  }
}

extension GatewayClientError {
  /// What a stream's failure means while something was being waited for.
  init(_ failure: SocketStream.Failure, at stage: Stage, _ address: GatewayAddress) {
    switch failure {
    case .timedOut: self = .timedOut(stage, address)
    case .system(let error) where error.isConnectionRefused: self = .refused(address)
    case .system(let error) where error.isConnectionLost: self = .closed(code: 1006, reason: "")
    case .system(let error): self = .unreachable(address, error)
    }
  }
}
