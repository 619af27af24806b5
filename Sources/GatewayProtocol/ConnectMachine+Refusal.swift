import JSON

extension ConnectMachine {
  /// An answer that says no, and the close that follows: its reason is the answer's message.
  struct Refusal: Error {
    let error: ErrorShape
    let close: GatewayClose

    init(_ error: ErrorShape, close: GatewayClose? = nil) {
      self.error = error
      self.close = close ?? .policy(error.message)
    }

    static var protocolMismatch: Refusal {
      let details: JSONValue = [
        "code": .string(DetailCode.protocolMismatch.rawValue), "expectedProtocol": .integer(ProtocolVersion.current),
      ]
      return Refusal(
        ErrorShape(.invalidRequest, "protocol mismatch", details: details), close: .protocolMismatch)
    }

    static func rateLimited(for duration: Duration) -> Refusal {
      Refusal(
        ErrorShape(
          .invalidRequest, "unauthorized: too many failed attempts, try again later",
          details: ["code": .string(DetailCode.rateLimited.rawValue)], isRetryable: true, retryAfter: duration))
    }

    static var deviceUnsupported: Refusal {
      Refusal(
        ErrorShape(
          .notPaired, "device identity is not verified by this gateway: connect with its token or password",
          details: ["code": .string(DetailCode.deviceUnsupported.rawValue)]))
    }
  }
}
