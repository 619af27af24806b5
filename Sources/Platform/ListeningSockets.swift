import CLinux
import Glibc

/// The TCP sockets that listen in this network namespace, read from the kernel without any other program.
///
/// Only a listener makes a port busy: connections that are open, closing or in TIME_WAIT do not appear.
package enum ListeningSockets {
  /// Where `proc(5)` is mounted.
  package static let proc = AbsolutePath.root.appending("proc")

  /// Every listening socket, IPv4 before IPv6, without the processes that hold them.
  ///
  /// - Throws: `SystemError` when the table cannot be read or understood: then nobody can tell what is busy.
  package static func all(proc: AbsolutePath = proc) throws(SystemError) -> [ListeningSocket] {
    try read(ports: nil, proc: proc)
  }

  /// The sockets that listen on a port, with the processes that hold them as far as rights allow.
  ///
  /// - Parameter likelyHolders: processes looked at before all the others; when they hold the sockets, nothing else is
  ///   looked at.
  package static func on(
    port: Port, likelyHolders: [Int32] = [], proc: AbsolutePath = proc
  ) throws(SystemError) -> [ListeningSocket] {
    try on(ports: [port], likelyHolders: likelyHolders, proc: proc)
  }

  /// The sockets that listen on any of several ports, with their holders, in one reading.
  package static func on(
    ports: Set<Port>, likelyHolders: [Int32] = [], proc: AbsolutePath = proc
  ) throws(SystemError) -> [ListeningSocket] {
    let sockets = try read(ports: ports, proc: proc)
    var search = SocketHolderSearch(for: Set(sockets.map(\.inode)), proc: proc)
    search.look(at: likelyHolders)
    search.lookAtEveryProcess()
    return sockets.map { socket in
      var named = socket
      named.holder = search.holders[socket.inode]
      return named
    }
  }

  /// Asks the kernel for listeners alone; where that is not to be had, reads its tables of all sockets.
  ///
  /// A family whose table is absent is not there: IPv6 can be switched off, IPv4 cannot.
  private static func read(ports: Set<Port>?, proc: AbsolutePath) throws(SystemError) -> [ListeningSocket] {
    if proc == Self.proc, let sockets = diagnosed() { return sockets.filter { ports?.contains($0.port) ?? true } }
    var sockets = try listeners(in: proc.appending("net/tcp"), ports)
    do { sockets += try listeners(in: proc.appending("net/tcp6"), ports) } catch {
      if !error.isAbsence { throw error }
    }
    return sockets
  }

  /// Both families by `sock_diag(7)`; nil when the kernel refuses.
  private static func diagnosed() -> [ListeningSocket]? {
    do {
      return try SocketDiagnosis.listeners(family: AF_INET) + SocketDiagnosis.listeners(family: AF_INET6)
    } catch { return nil }
  }

  private static func listeners(in table: AbsolutePath, _ ports: Set<Port>?) throws(SystemError) -> [ListeningSocket] {
    let file = try Descriptor(opening: table, O_RDONLY)
    var reader = SocketTable(ports: ports)
    var progress = SocketTable.Progress.wantsMore
    while progress == .wantsMore {
      let piece = try file.readPrefix(65536, subject: table.string)
      progress = piece.isEmpty ? reader.ended() : reader.received(piece)
    }
    switch progress {
    case .wantsMore, .complete: return reader.listeners
    case .malformed: throw SystemError(code: EBADMSG, call: "read", subject: table.string)
    case .tooLong: throw SystemError(code: EFBIG, call: "read", subject: table.string)
    }
  }
}
