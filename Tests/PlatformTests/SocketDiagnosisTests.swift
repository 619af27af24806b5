import Glibc
import Testing

@testable import Platform

@Suite("Socket diagnosis")
struct SocketDiagnosisTests {
  @Test("the kernel's service and its tables name the same listener", arguments: [AF_INET, AF_INET6])
  func agreement(family: Int32) throws {
    let listener = try LoopbackListener(family)
    let port = listener.port
    let asked = try SocketDiagnosis.listeners(family: family).filter { $0.port == port }
    var table = SocketTable(ports: [port])
    let path = AbsolutePath.root.appending(family == AF_INET ? "proc/net/tcp" : "proc/net/tcp6")
    _ = table.received(try #require(try Files.read(path, limit: 64 << 20)))
    #expect(asked == table.listeners && asked.count == 1)
  }

  @Test("an answer is read whole, and its end is seen") func answer() throws {
    let reply = SocketDiagnosisMessage.read((Self.message(port: 18789) + Self.end)[...])
    let expected = ListeningSocket(port: try #require(Port(18789)), address: "127.0.0.1", userID: 1001, inode: 77)
    #expect(reply.listeners == [expected] && reply.isLast && reply.error == 0)
  }

  @Test("an answer cut off anywhere is an error or wants more, never a wrong listener") func cut() {
    let whole = Self.message(port: 18789) + Self.end
    for length in whole.indices {
      let reply = SocketDiagnosisMessage.read(whole[..<length])
      #expect(!reply.isLast)
      #expect(reply.error == EBADMSG || [0, 88].contains(length))
    }
  }

  @Test("the kernel's refusal is passed on") func refusal() {
    let refusal = Self.header(length: 20, type: 2) + Self.bytes(-EPERM)
    #expect(SocketDiagnosisMessage.read(refusal[...]).error == EPERM)
  }

  private static let end = header(length: 20, type: 3) + bytes(Int32(0))

  private static func message(port: UInt16) -> [UInt8] {
    var content = [UInt8(AF_INET), 10, 0, 0] + bytes(port.bigEndian) + [0, 0, 127, 0, 0, 1]
    content += [UInt8](repeating: 0, count: 64 - content.count)
    return header(length: 88, type: 20) + content + bytes(UInt32(1001)) + bytes(UInt32(77))
  }

  private static func header(length: UInt32, type: UInt16) -> [UInt8] {
    bytes(length) + bytes(type) + bytes(UInt16(2)) + bytes(UInt32(1)) + bytes(UInt32(0))
  }

  private static func bytes(_ value: some FixedWidthInteger) -> [UInt8] { withUnsafeBytes(of: value) { Array($0) } }
}
