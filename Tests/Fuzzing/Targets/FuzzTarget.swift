/// A parser that is given any bytes, with what must hold whatever they are.
///
/// Public for the driver alone, which is compiled outside the package.
public enum FuzzTarget: String, CaseIterable, Sendable {
  case request
  case response
  case serverWebSocket = "server-websocket"
  case clientWebSocket = "client-websocket"
  case json
  case json5
  case frame

  /// Feeds the parser; nil when everything held, else what did not.
  public func finding(in bytes: [UInt8]) -> String? {
    switch self {
    case .request: return HTTPInput.request(bytes)
    case .response: return HTTPInput.response(bytes)
    case .serverWebSocket: return WebSocketInput.server(bytes)
    case .clientWebSocket: return WebSocketInput.client(bytes)
    case .json: return JSONInput.finding(in: bytes)
    case .json5: return JSON5Input.finding(in: bytes)
    case .frame: return FrameInput.finding(in: bytes)
    }
  }
}

/// The ways in which a fuzzed input arrives: whole, byte by byte, and cut where the input itself says.
struct Arrival {
  /// The pieces, none of them empty.
  let pieces: [ArraySlice<UInt8>]

  static func all(of bytes: [UInt8]) -> [Arrival] {
    guard bytes.count > 1 else { return [Arrival(pieces: bytes.isEmpty ? [] : [bytes[...]])] }
    let cut = 1 + Int(bytes[0] ^ bytes[bytes.count - 1]) % (bytes.count - 1)
    return [
      Arrival(pieces: [bytes[...]]), Arrival(pieces: [bytes[..<cut], bytes[cut...]]),
      Arrival(pieces: bytes.indices.map { bytes[$0...$0] }),
    ]
  }

  /// What differs between the ways, of which there must be nothing.
  static func difference(_ bytes: [UInt8], _ read: (Arrival) -> [UInt8]) -> String? {
    let answers = all(of: bytes).map(read)
    for (index, answer) in answers.enumerated() where answer != answers[0] {
      let texts = [answers[0], answer].map { String(decoding: $0, as: UTF8.self) }
      return "read in way \(index) it is another:\n\(texts[0])\n\(texts[1])"
    }
    return nil
  }
}
