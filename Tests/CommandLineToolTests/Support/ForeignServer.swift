import Foundation
import Glibc
import Platform

/// A server on a free port of 127.0.0.1 that is no gateway: it answers every connection with the same text, or with
/// nothing at all.
final class ForeignServer: Sendable {
  let port: Platform.Port
  private let descriptor: Int32

  /// - Parameter answer: nil leaves clients waiting.
  init(answer: String?) throws {
    let descriptor = try checked("socket") { socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0) }
    self.descriptor = descriptor
    port = try Self.listen(descriptor)
    if let answer { Self.serve(descriptor, answer) }
  }

  deinit {
    shutdown(descriptor, Int32(SHUT_RDWR))
    close(descriptor)
  }

  private static func listen(_ descriptor: Int32) throws -> Platform.Port {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    try withUnsafeMutableBytes(of: &address) { bytes in
      guard let pointer = bytes.baseAddress?.assumingMemoryBound(to: sockaddr.self) else { return }
      try checked("bind") { bind(descriptor, pointer, length) }
      try checked("listen") { Glibc.listen(descriptor, 8) }
      try checked("getsockname") { getsockname(descriptor, pointer, &length) }
    }
    guard let port = Platform.Port(Int(UInt16(bigEndian: address.sin_port))) else {
      throw SystemError(code: EADDRNOTAVAIL, call: "getsockname")
    }
    return port
  }

  /// Answers on a thread of its own until the listener is shut down.
  private static func serve(_ descriptor: Int32, _ answer: String) {
    let copy = dup(descriptor)
    Thread.detachNewThread {
      while true {
        let client = accept(copy, nil, nil)
        if client < 0 { break }
        var request = [UInt8](repeating: 0, count: 4096)
        _ = recv(client, &request, request.count, 0)
        _ = answer.withCString { send(client, $0, strlen($0), Int32(MSG_NOSIGNAL)) }
        close(client)
      }
      close(copy)
    }
  }
}
