import CLinux
import Glibc
import Platform

/// A connected TCP socket for one blocking caller.
///
/// Every wait ends at a deadline.
struct SocketStream: ~Copyable {
  private let descriptor: Descriptor

  /// Why a stream cannot go on.
  enum Failure: Error, Equatable {
    case timedOut
    case system(SystemError)
  }

  private init(_ descriptor: consuming Descriptor) { self.descriptor = descriptor }

  /// Connects to one address: `connect(2)` without blocking, then `poll(2)`.
  static func connected(to address: ResolvedAddress, deadline: Deadline) throws(Failure) -> SocketStream {
    let raw = socket(address.family, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue), 0)
    guard raw >= 0 else { throw .system(SystemError(call: "socket")) }
    let stream = SocketStream(Descriptor(taking: raw))
    var one: Int32 = 1
    setsockopt(raw, Int32(IPPROTO_TCP), TCP_NODELAY, &one, socklen_t(MemoryLayout<Int32>.size))
    guard address.withPointer({ connect(raw, $0, $1) }) != 0 else { return stream }
    guard errno == EINPROGRESS || errno == EINTR else { throw .system(SystemError(call: "connect")) }
    try stream.wait(for: POLLOUT, deadline)
    var code: Int32 = 0
    var length = socklen_t(MemoryLayout<Int32>.size)
    getsockopt(raw, SOL_SOCKET, SO_ERROR, &code, &length)
    guard code == 0 else { throw .system(SystemError(code: code, call: "connect")) }
    return stream
  }

  /// Sends all the bytes: `send(2)`.
  borrowing func send(_ bytes: [UInt8], deadline: Deadline) throws(Failure) {
    var offset = 0
    while offset < bytes.count {
      let count = bytes.withUnsafeBytes {
        Glibc.send(descriptor.raw, $0.baseAddress?.advanced(by: offset), bytes.count - offset, Int32(MSG_NOSIGNAL))
      }
      if count > 0 { offset += count } else { try waitAfterFailure("send", for: POLLOUT, deadline) }
    }
  }

  /// Sends the bytes if the kernel takes them at once, and says whether it took them all: `send(2)`.
  @discardableResult
  borrowing func offer(_ bytes: [UInt8]) -> Bool {
    Glibc.send(descriptor.raw, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count
  }

  /// Receives what there is into a buffer, at least one byte; 0 at the end of the stream: `recv(2)`.
  borrowing func receive(into buffer: UnsafeMutableRawBufferPointer, deadline: Deadline) throws(Failure) -> Int {
    while true {
      let count = recv(descriptor.raw, buffer.baseAddress, buffer.count, 0)
      if count >= 0 { return count }
      try waitAfterFailure("recv", for: POLLIN, deadline)
    }
  }

  private borrowing func waitAfterFailure(_ call: String, for events: Int32, _ deadline: Deadline) throws(Failure) {
    switch errno {
    case EAGAIN: try wait(for: events, deadline)
    case EINTR: return
    case let code: throw .system(SystemError(code: code, call: call))
    }
  }

  private borrowing func wait(for events: Int32, _ deadline: Deadline) throws(Failure) {
    var entry = pollfd(fd: descriptor.raw, events: Int16(events), revents: 0)
    while true {
      let ready = poll(&entry, 1, deadline.remainingMilliseconds)
      if ready > 0 { return }
      if ready == 0 { throw .timedOut }
      if errno != EINTR { throw .system(SystemError(call: "poll")) }
    }
  }
}
