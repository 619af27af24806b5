import CLinux
import CSystemd
import Glibc
import Platform
import Profiles
import Transport

/// The listening sockets that the service manager has bound in this process's stead: `sd_listen_fds(3)`.
///
/// They stay open as long as the process lives, through restarts within it: whoever connects meanwhile waits.
struct InheritedSockets: Sendable {
  /// A socket and where it listens.
  private struct Socket: Hashable {
    let address: SocketAddress
    let descriptor: Int32
  }

  private let sockets: [Socket]

  /// No socket was handed over.
  static let none = InheritedSockets(sockets: [])

  /// What `FileDescriptorName=` of our socket unit says.
  private static let name = "gateway"

  private init(sockets: [Socket]) { self.sockets = sockets }

  /// Takes the sockets that are for this very process, and closes those that are not for a gateway.
  ///
  /// They are closed on exec, and their variables are gone. Calls `sd_listen_fds_with_names(3)`.
  ///
  /// - Throws: `StartRefusal` when one of them is no listening TCP socket, or the variables make no sense.
  static func taken() throws(StartRefusal) -> InheritedSockets {
    var names: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
    let count = sd_listen_fds_with_names(1, &names)
    defer { names.map { free($0) } }
    guard count >= 0 else { throw StartRefusal(system: SystemError(code: -count, call: "sd_listen_fds_with_names")) }
    var sockets: [Socket] = []
    for index in 0..<Int(count) {
      let descriptor = Int32(SD_LISTEN_FDS_START) + Int32(index)
      let name = names?[index].map { String(cString: $0) }
      names?[index].map { free($0) }
      if name == Self.name { sockets.append(try socket(descriptor)) } else { close(descriptor) }
    }
    return InheritedSockets(sockets: sockets)
  }

  private static func socket(_ descriptor: Int32) throws(StartRefusal) -> Socket {
    guard sd_is_socket(descriptor, AF_UNSPEC, Int32(SOCK_STREAM.rawValue), 1) > 0 else {
      throw StartRefusal(
        .configuration, "gateway start blocked", place: "descriptor \(descriptor) of LISTEN_FDS",
        reason: "it is no listening TCP socket", remedy: "correct ListenStream= of the socket unit")
    }
    do throws(SystemError) {
      return Socket(address: try copy(of: descriptor).localAddress(), descriptor: descriptor)
    } catch { throw StartRefusal(system: error) }
  }

  /// Refuses sockets that are not those which the configuration asks for: what is listened on is never another thing
  /// than what it says.
  func check(required: [SocketAddress], optional: [SocketAddress], profile: Profile) throws(StartRefusal) {
    let bound = sockets.map(\.address)
    guard !bound.isEmpty else { return }
    let isMissing = !required.allSatisfy(bound.contains)
    guard isMissing || !bound.allSatisfy((required + optional).contains) else { return }
    let list = { (addresses: [SocketAddress]) in addresses.map(\.description).joined(separator: ", ") }
    throw StartRefusal(
      .configuration, "failed to bind gateway socket", place: "ListenStream= of \(profile.socketName)",
      reason: "the service manager listens on \(list(bound)), and the configuration asks for \(list(required))",
      remedy: profile.commandLine("gateway install --force"))
  }

  /// A copy of the socket that listens on an address, for one life of the gateway; nil when none was handed over.
  func duplicate(for address: SocketAddress) throws(SystemError) -> Descriptor? {
    guard let socket = sockets.first(where: { $0.address == address }) else { return nil }
    return try Self.copy(of: socket.descriptor)
  }

  private static func copy(of descriptor: Int32) throws(SystemError) -> Descriptor {
    Descriptor(taking: try checked("fcntl") { cl_fcntl(descriptor, F_DUPFD_CLOEXEC, 3) })
  }
}
