import Glibc
import Platform
import Services
import TestSupport
import Testing

@Suite("Bus connection") struct SystemdBusTests {
  @Test("a socket that is not there is an error of the system, at once")
  func absent() {
    let error = #expect(throws: BusError.self) {
      try SystemdBus(socket: path("/nonexistent/bus"), isDirect: true, deadline: .after(.seconds(60)))
    }
    #expect(error == .system(SystemError(code: ENOENT, call: "sd_bus_start", subject: "/nonexistent/bus")))
  }

  @Test("a peer that never answers the handshake costs no more than the deadline", arguments: [true, false])
  func silent(isDirect: Bool) throws {
    try withScratch { directory in
      let socket = directory.appending("a b%")
      let listener = try listen(at: socket)
      #expect(throws: BusError.timedOut(call: "connect \(socket)")) {
        try SystemdBus(socket: socket, isDirect: isDirect, deadline: .after(.milliseconds(50)))
      }
      _ = consume listener
    }
  }
}

/// A listening socket of `unix(7)` that nobody accepts from.
private func listen(at path: AbsolutePath) throws -> Descriptor {
  let listener = Descriptor(taking: try checked("socket") { socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0) })
  var address = sockaddr_un()
  address.sun_family = sa_family_t(AF_UNIX)
  withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.string.utf8) }
  let raw = listener.raw
  try checked("bind") {
    withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(raw, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) }
    }
  }
  try checked("listen") { Glibc.listen(raw, 1) }
  return listener
}
