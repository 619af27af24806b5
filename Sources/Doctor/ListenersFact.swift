import Platform

/// What is listening on the ports that matter.
package enum ListenersFact: Sendable {
  case found([ListeningSocket])
  /// The kernel's tables could not be read.
  case failed(SystemError)

  /// The listeners; none when they could not be read.
  package var sockets: [ListeningSocket] { if case .found(let sockets) = self { sockets } else { [] } }

  /// Whether something listens on a port; nil when that is not known.
  package func isListening(on port: Port) -> Bool? {
    if case .found(let sockets) = self { sockets.contains { $0.port == port } } else { nil }
  }
}
