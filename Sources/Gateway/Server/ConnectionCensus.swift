import Transport

/// How many connections there may be; what is beyond is answered 503 and closed.
package struct ConnectionLimits: Hashable, Sendable {
  /// In all.
  package var total = 16_384
  /// From one remote address: an IPv4 address, or the 64 leading bits of an IPv6 one.
  ///
  /// This machine's own and trusted proxies, which speak for many, have no such limit.
  package var perAddress = 512
  /// Of those turned away, so many are told why at a time; the others are only closed.
  package var refusals = 64

  /// The usual ones.
  package init() {}
}

/// How many connections are open, in all and from each remote address.
struct ConnectionCensus {
  /// Why one more cannot be taken.
  enum Refusal: String, Hashable, Sendable {
    case total
    case address
  }

  private(set) var total = 0
  private var counts: [SocketAddress.Host: Int] = [:]

  /// Counts one more connection, unless there are too many.
  mutating func admit(_ peer: SocketAddress, _ limits: ConnectionLimits, isExempt: Bool) -> Refusal? {
    guard total < limits.total else { return .total }
    let count = counts[Self.key(peer), default: 0]
    guard isExempt || count < limits.perAddress else { return .address }
    total += 1
    counts[Self.key(peer)] = count + 1
    return nil
  }

  /// A connection that was counted has ended.
  mutating func left(_ peer: SocketAddress) {
    total -= 1
    let count = counts[Self.key(peer), default: 1] - 1
    counts[Self.key(peer)] = count > 0 ? count : nil
  }

  /// An IPv6 host has all addresses of its network.
  private static func key(_ peer: SocketAddress) -> SocketAddress.Host {
    if case .v6(let network, _, _) = peer.host { .v6(network, 0) } else { peer.host }
  }
}
