import Glibc
import Platform

/// A command's side of the supervisor's control socket.
struct SupervisorConnection: ~Copyable {
  private let socket: Descriptor
  private var received: [UInt8] = []

  /// The longest line that is read.
  private static let lineLimit = 1 << 16

  /// Connects; nil when no supervisor listens.
  static func open(_ places: SupervisorPlaces) throws(ServiceManagerError) -> SupervisorConnection? {
    do {
      return SupervisorConnection(socket: try UnixSocket.connected(to: places.controlSocket))
    } catch {
      if error.isAbsence || error.code == ECONNREFUSED { return nil }
      throw .supervisorUnreachable(reason: error.description)
    }
  }

  private init(socket: consuming Descriptor) { self.socket = socket }

  /// Sends a request, which is short enough to be taken at once.
  ///
  /// A supervisor that was killed is an error, never a signal.
  borrowing func send(_ request: SupervisorRequest) throws(ServiceManagerError) {
    let (line, raw) = (request.line, socket.raw)
    do {
      try checked("send") { Glibc.send(raw, line, line.count, Int32(MSG_NOSIGNAL)) }
    } catch { throw .supervisorUnreachable(reason: error.description) }
  }

  /// The next state of the service that was asked about; nil when the deadline comes first.
  mutating func nextStatus(of unit: String, deadline: Deadline) throws(ServiceManagerError) -> ServiceStatus? {
    while true {
      if let end = received.firstIndex(of: UInt8(ascii: "\n")) {
        let line = received[..<end]
        defer { received.removeSubrange(...end) }
        return try status(SupervisorReply(line: line), unit)
      }
      guard received.count < Self.lineLimit else { throw .supervisorUnreachable(reason: "its answer is too long") }
      guard try receive(deadline) else { return nil }
    }
  }

  private func status(_ reply: SupervisorReply?, _ unit: String) throws(ServiceManagerError) -> ServiceStatus {
    switch reply {
    case .status(let status): return status
    case .refused(let code, let message):
      let answer = ManagerAnswer(call: "supervisor", name: code, message: message, manager: "the supervisor")
      throw code == "no-such-unit" ? .noSuchUnit(unit, answer) : .refused(answer)
    case nil: throw .supervisorUnreachable(reason: "it answers in an unknown way")
    }
  }

  /// Waits for more bytes; false when the deadline comes first.
  private mutating func receive(_ deadline: Deadline) throws(ServiceManagerError) -> Bool {
    var chunk = [UInt8](repeating: 0, count: 4096)
    let count: Int
    do {
      var wait = pollfd(fd: socket.raw, events: Int16(POLLIN), revents: 0)
      guard try checked("poll", nil, { poll(&wait, 1, deadline.remainingMilliseconds) }) > 0 else { return false }
      let raw = socket.raw
      count = try checked("read", nil) { read(raw, &chunk, chunk.count) }
    } catch { throw .supervisorUnreachable(reason: error.description) }
    guard count > 0 else { throw .supervisorUnreachable(reason: "it went away before it had answered") }
    received += chunk[..<count]
    return true
  }
}
