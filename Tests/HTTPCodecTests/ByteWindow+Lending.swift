@testable import HTTPCodec

/// Lends each piece as a window of its own, as one read after the other would, until the closure says it has had
/// enough.
func feed(_ pieces: [[UInt8]], _ body: (inout ByteWindow) -> Bool) {
  for piece in pieces {
    var copy = piece
    let goesOn = copy.withUnsafeMutableBytes { bytes in
      var window = bytes
      return body(&window)
    }
    if !goesOn { return }
  }
}
