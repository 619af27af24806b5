import CLinux
import Glibc
import Platform

/// A port of this machine's loopback that leads, through the installed `ssh`, to one of another machine's.
///
/// It asks nobody anything: keys, and hosts that are known, must do. It ends with the process that opened it.
package struct SSHTunnel: Sendable {
  /// Whom `ssh` connects to.
  package let destination: SSHDestination
  /// The port here.
  package let localPort: Port
  /// The port there.
  package let remotePort: Port
  private let process: CompanionProcess

  /// Starts `ssh`; it leads somewhere once it has connected.
  ///
  /// - Parameters:
  ///   - identity: the key file; nil for those that `ssh` takes for itself.
  ///   - patience: how long `ssh` may take to connect.
  package init(
    to destination: SSHDestination, remotePort: Port, identity: AbsolutePath?, patience: Duration, ssh: AbsolutePath,
    environment: Environment
  ) throws(SystemError) {
    self.destination = destination
    self.remotePort = remotePort
    localPort = try Self.unusedPort()
    let arguments = Self.arguments(
      destination, localPort: localPort, remotePort: remotePort, identity: identity, patience: patience)
    process = try CompanionProcess(ssh, arguments, environment: environment)
  }

  /// What `ssh` is told: `ssh(1)`, `ssh_config(5)`.
  static func arguments(
    _ destination: SSHDestination, localPort: Port, remotePort: Port, identity: AbsolutePath?, patience: Duration
  ) -> [String] {
    let options = [
      "BatchMode=yes", "ExitOnForwardFailure=yes", "ConnectTimeout=\(max(1, patience.milliseconds / 1000))",
      "ControlPath=none",
    ]
    var words = ["-N", "-T"] + options.flatMap { ["-o", $0] }
    if let identity { words += ["-o", "IdentitiesOnly=yes", "-i", identity.string] }
    if let port = destination.port { words += ["-p", String(port.number)] }
    return words + ["-L", "127.0.0.1:\(localPort):127.0.0.1:\(remotePort)", "--", destination.name]
  }

  /// The process of `ssh`.
  package var processIdentifier: Int32 { process.processIdentifier }

  /// The address here of the gateway there.
  package var address: GatewayAddress { GatewayAddress(host: "127.0.0.1", port: localPort.number) }

  /// Does something that connects through the tunnel, again as long as `ssh` is not there yet.
  ///
  /// - Throws: `gateway` with what the body threw for another reason than a refused connection; `ended` once `ssh` has
  ///   ended; `notConnected` at the deadline.
  package func through<Value>(
    deadline: Deadline, _ body: () throws(GatewayClientError) -> Value
  ) throws(SSHTunnelError) -> Value {
    while true {
      do throws(GatewayClientError) { return try body() } catch {
        guard case .refused = error else { throw .gateway(error) }
        if process.waitForEnd(until: min(deadline, .after(.milliseconds(20)))) { throw .ended(lastWords) }
        if deadline.hasPassed { throw .notConnected }
      }
    }
  }

  /// Ends `ssh`.
  package func close() { process.end() }

  /// The last line that `ssh` has said.
  private var lastWords: String {
    do throws(SystemError) {
      let lines = try process.printed().split(whereSeparator: \.isNewline)
      return lines.last.map { String($0).visibleLine(limit: 500) } ?? "it said nothing"
    } catch { return error.description }
  }

  /// A port of loopback that is free at the moment: `bind(2)` to port 0, `getsockname(2)`.
  private static func unusedPort() throws(SystemError) -> Port {
    let raw = try checked("socket") { socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0) }
    let descriptor = Descriptor(taking: raw)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let code = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor.raw, $0, length) == 0 ? getsockname(descriptor.raw, $0, &length) : -1
      }
    }
    guard code == 0, let port = Port(Int(UInt16(bigEndian: address.sin_port))) else { throw SystemError(call: "bind") }
    return port
  }
}

/// Why a tunnel led to no answer.
package enum SSHTunnelError: Error, Hashable, Sendable {
  /// `ssh` has ended; its last words.
  case ended(String)
  /// `ssh` had not connected when the time was over.
  case notConnected
  /// The tunnel is there, and what it leads to failed.
  case gateway(GatewayClientError)
}
