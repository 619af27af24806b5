import HTTPCodec

/// HTTP/1.1 from a stranger, in both directions.
enum HTTPInput {
  static func request(_ bytes: [UInt8]) -> String? {
    Arrival.difference(bytes) { arrival in
      var parser = HTTPRequestParser()
      var transcript = Transcript()
      for piece in arrival.pieces {
        lend(piece) { window in
          while true {
            switch parser.received(&window) {
            case .needsMore: return
            case .head(let request): transcript.add("\(request)")
            case .content(let content): transcript.add(content: content)
            case .end(let trailers): transcript.add("end \(trailers)")
            case .refused(let violation): return transcript.add("refused \(violation)")
            }
          }
        }
      }
      return transcript.bytes
    }
  }

  static func response(_ bytes: [UInt8]) -> String? {
    Arrival.difference(bytes) { arrival in
      var parser = HTTPResponseParser(answering: "GET")
      var transcript = Transcript()
      for piece in arrival.pieces {
        lend(piece) { window in
          while true {
            switch parser.received(&window) {
            case .needsMore: return
            case .head(let response): transcript.add("\(response)")
            case .content(let content): transcript.add(content: content)
            case .end(let trailers): transcript.add("end \(trailers)")
            case .refused(let violation): return transcript.add("refused \(violation)")
            }
          }
        }
      }
      if let last = parser.peerClosed() { transcript.add("closed \(last)") }
      return transcript.bytes
    }
  }
}

/// Lends a copy of some bytes as a window.
func lend(_ piece: ArraySlice<UInt8>, _ body: (inout ByteWindow) -> Void) {
  var copy = Array(piece)
  copy.withUnsafeMutableBytes { buffer in
    var window = buffer
    body(&window)
  }
}

/// What a machine said, the same however the bytes of one content were cut.
struct Transcript {
  private(set) var bytes: [UInt8] = []
  private var isInsideContent = false

  mutating func add(_ line: String) {
    bytes += Array((isInsideContent ? "\n" : "").utf8) + Array(line.utf8) + [UInt8(ascii: "\n")]
    isInsideContent = false
  }

  mutating func add(content: some Sequence<UInt8>) {
    if !isInsideContent { bytes += Array("content ".utf8) }
    isInsideContent = true
    bytes += content
  }
}
