import HTTPCodec
import Platform
import Transport

extension GatewayServer {
  /// Makes the canvas's directory and listens on its own addresses.
  ///
  /// What cannot be had is told, and the gateway does without: the base port serves the canvas too.
  func openCanvas(on addresses: [SocketAddress]) {
    guard let root = settings.canvas?.root else { return }
    do throws(SystemError) { try CanvasHost.prepare(root) } catch {
      log.warn("canvas: \(error)", subsystem: "canvas")
    }
    for address in addresses {
      do throws(SystemError) { try listenForCanvas(on: address) } catch { tell(error, of: address) }
    }
    guard let own = canvasAddresses.first else { return }
    log.info("canvas at http://\(own)\(CanvasHost.path)/", subsystem: "canvas", fields: ["root": root.string])
  }

  private func tell(_ error: SystemError, of address: SocketAddress) {
    if let warning = PortConflict.warning(of: address, error) {
      log.warn("canvas: \(warning); the canvas is on the base port alone", subsystem: "canvas")
    } else {
      log.debug("canvas: not listening on \(address): \(error.reason)", subsystem: "canvas")
    }
  }

  /// Where the client that made a request finds the canvas, without a path; empty when it is off.
  ///
  /// By the name it asked for; through a proxy only the base port is sure to be reached.
  func canvasHostURL(for request: HTTPRequest) -> String {
    guard canvas != nil, let port = canvasPort else { return "" }
    let authority = request.authority
    if let scheme = request.fields["X-Forwarded-Proto"] {
      return "\(scheme.lowercased() == "https" ? "https" : "http")://\(authority)"
    }
    let name = AllowedHosts.name(ofAuthority: authority) ?? addresses.first?.hostText ?? "127.0.0.1"
    return "http://\(name.contains(":") ? "[\(name)]" : name):\(port)"
  }
}
