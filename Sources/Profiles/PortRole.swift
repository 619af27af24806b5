/// What a port of the family is for.
package enum PortRole: String, Hashable, Sendable {
  /// WebSocket and HTTP.
  case gateway
  /// The browser control service.
  case browserControl = "browser control"
  /// The canvas host.
  case canvas
  /// A browser profile's debugging port.
  case cdp = "CDP"
}
