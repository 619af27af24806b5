import HTTPCodec
import TestSupport
import Testing

/// What a machine said about its input.
enum WebSocketSeen: Equatable {
  case text(String)
  case binary([UInt8])
  case ping
  case pong([UInt8])
  case closed(CloseCode, String)
  case failed(WebSocketViolation)
}

/// The events of a machine and what it wrote.
struct WebSocketTranscript: Equatable {
  var seen: [WebSocketSeen] = []
  var output: [UInt8] = []

  /// Feeds the pieces to a machine, each as one read.
  mutating func run(_ machine: inout WebSocketMachine, _ pieces: [[UInt8]]) {
    feed(pieces) { window in
      while true {
        switch machine.received(&window, output: &output) {
        case .needsMore: return true
        case .text(let bytes): seen.append(.text(String(decoding: bytes, as: UTF8.self)))
        case .binary(let bytes): seen.append(.binary(Array(bytes)))
        case .ping: seen.append(.ping)
        case .pong(let bytes): seen.append(.pong(Array(bytes)))
        case .closed(let code, let reason): seen.append(.closed(code, reason))
        case .failed(let violation): seen.append(.failed(violation))
        }
      }
    }
  }
}

/// A machine's transcript of some frames, demanded to be the same however their bytes are split.
func transcript(
  _ frames: [WireFrame], role: WebSocketRole = .server, limit: Int = 512 * 1024
) -> WebSocketTranscript {
  same(everySplit(of: frames.flatMap(\.bytes))) { pieces in
    var machine = WebSocketMachine(role: role, limits: WebSocketLimits(message: limit))
    var transcript = WebSocketTranscript()
    transcript.run(&machine, pieces)
    return transcript
  }
}

/// The close frame that a server sends when it fails the connection.
func closeFrame(_ code: CloseCode) -> [UInt8] { WireFrame.close(code.rawValue).unmasked.bytes }
