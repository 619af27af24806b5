import GatewayProtocol
import Glibc
import JSON
import Platform

/// One question to a gateway and its answer, from dialling to the end, under one deadline.
///
/// A gateway that restarts or still starts is asked again, as long as nothing that changes something has been sent.
package struct GatewayCall {
  package let address: GatewayAddress
  package let identity: ConnectParameters
  package let method: String
  package let parameters: JSONValue?

  /// What came back.
  package struct Answer {
    package let hello: HelloOK
    package let payload: JSONValue
    /// From dialling to `hello-ok`, in the attempt that succeeded.
    package let latency: Duration
  }

  package init(
    _ method: String, _ parameters: JSONValue? = nil, at address: GatewayAddress, as identity: ConnectParameters
  ) {
    self.address = address
    self.identity = identity
    self.method = method
    self.parameters = parameters
  }

  /// Asks, and asks again after 1012 and 1013 until the deadline.
  ///
  /// - Throws: the first failure that waiting does not mend; at the deadline the last one.
  package func run(deadline: Deadline) throws(GatewayClientError) -> Answer {
    var pause = Duration.milliseconds(50)
    var isRestarting = false
    while true {
      do throws(GatewayClientError) { return try attempt(deadline) } catch {
        isRestarting = isRestarting || error.saysItComesBack
        guard isRestarting, error.saysItComesBack || error.isRefusal, deadline.remaining > pause else { throw error }
      }
      poll(nil, 0, Int32(clamping: pause.milliseconds))
      pause = min(pause * 2, .seconds(1))
    }
  }

  private func attempt(_ deadline: Deadline) throws(GatewayClientError) -> Answer {
    let client = try GatewayClient(to: address, as: identity, deadline: deadline)
    let payload = try client.call(method, parameters, deadline: deadline)
    return Answer(hello: client.hello, payload: payload, latency: client.latency)
  }
}

extension GatewayClientError {
  /// The gateway said that it restarts (1012) or still starts (1013).
  fileprivate var saysItComesBack: Bool {
    if case .closed(let code, _) = self { code == 1012 || code == 1013 } else { false }
  }

  fileprivate var isRefusal: Bool { if case .refused = self { true } else { false } }
}
