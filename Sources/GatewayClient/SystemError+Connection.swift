import Glibc
import Platform

extension SystemError {
  /// Nothing listens at the address.
  var isConnectionRefused: Bool { code == ECONNREFUSED }

  /// The peer is gone: it reset the connection, or closed it before we had written.
  var isConnectionLost: Bool { code == ECONNRESET || code == EPIPE }
}
