import Platform
import Testing

@testable import Transport

@Suite("Socket addresses") struct SocketAddressTests {
  @Test(
    "numeric addresses are read and written",
    arguments: [
      ("127.0.0.1", "127.0.0.1:80", true, false), ("127.9.9.9", "127.9.9.9:80", true, false),
      ("0.0.0.0", "0.0.0.0:80", false, true), ("100.64.0.1", "100.64.0.1:80", false, false),
      ("::1", "[::1]:80", true, false), ("::", "[::]:80", false, true),
      ("::ffff:127.0.0.1", "[::ffff:127.0.0.1]:80", true, false), ("fd7a:115c::1", "[fd7a:115c::1]:80", false, false),
      ("::ffff:10.0.0.1", "[::ffff:10.0.0.1]:80", false, false),
    ])
  func text(_ text: String, _ description: String, _ isLoopback: Bool, _ isWildcard: Bool) throws {
    let address = try #require(SocketAddress(text, port: Port(80)))
    #expect(address.description == description)
    #expect(address.isLoopback == isLoopback)
    #expect(address.isWildcard == isWildcard)
    #expect(address.hostText == text)
  }

  @Test(
    "names and other texts are not addresses", arguments: ["", "localhost", "127.1", "1.2.3.4:5", "[::1]", "::1%lo"])
  func refused(_ text: String) {
    #expect(SocketAddress(text, port: nil) == nil)
  }

  @Test("an address survives its way through the system's form", arguments: ["1.2.3.4", "2001:db8::5"])
  func storage(_ text: String) throws {
    let address = try #require(SocketAddress(text, port: Port(65535)))
    let read = try address.withStorage { storage, size throws(SystemError) in
      try SocketAddress { target, length throws(SystemError) in
        UnsafeMutableRawPointer(target).copyMemory(from: storage, byteCount: Int(size))
        length.pointee = size
      }
    }
    #expect(read == address)
  }
}
