import Platform

/// Why nobody can say which gateways are on the network.
package enum DiscoveryError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The machine's message bus cannot be reached, over which Avahi answers.
  case noBus(reason: String)
  /// Nobody on the bus is called Avahi.
  case noAvahi
  /// Avahi, or the bus, answered with an error.
  case refused(ManagerAnswer)
  /// Avahi gave up on every domain, in its own words.
  case failed(String)
  /// Nothing came back in time.
  case timedOut(call: String)

  /// What is so, for people.
  package var description: String {
    switch self {
    case .noBus(let reason): "the machine's message bus cannot be reached, over which Avahi answers: \(reason)"
    case .noAvahi: "Avahi does not run on this machine"
    case .refused(let answer): "Avahi refused: \(answer)"
    case .failed(let text): "Avahi gave up: \(text)"
    case .timedOut(let call): "Avahi did not answer in time: \(call)"
    }
  }

  /// A stable word for scripts.
  package var code: String {
    switch self {
    case .noBus, .noAvahi: "avahi-missing"
    case .refused, .failed: "avahi-refused"
    case .timedOut: "avahi-timeout"
    }
  }

  init(_ error: BusError) {
    switch error {
    case .answered(let answer): self = .refused(answer)
    case .system(let error): self = .noBus(reason: error.isAbsence ? "it does not run" : error.reason)
    case .timedOut(let call): self = .timedOut(call: call)
    }
  }
}
