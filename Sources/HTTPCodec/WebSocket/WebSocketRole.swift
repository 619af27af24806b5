/// Which end of a connection a machine speaks for; it decides who masks: RFC 6455 §5.1.
package enum WebSocketRole: Hashable, Sendable {
  case server
  /// Masks every frame with a key from the source.
  case client(MaskingKeySource)

  /// Where a client's masking keys come from.
  package enum MaskingKeySource: Hashable, Sendable {
    /// The system's generator: §5.3 wants a strong source of entropy.
    case random
    /// One key for every frame, for tests.
    case fixed(UInt32)
  }

  /// The key of the next frame to be sent, in memory order; nil for a server.
  var nextMaskingKey: UInt32? {
    switch self {
    case .server: nil
    case .client(.fixed(let key)): key
    case .client(.random): UInt32.random(in: .min ... .max)
    }
  }
}
