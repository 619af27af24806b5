import Glibc
import Platform
import Synchronization

/// Base ports on which nothing listens, nor on the ports that go with them.
package enum FreePort {
  private struct None: Error {}

  /// A base whose own, browser and canvas ports are free; `count` of them, far enough apart for two profiles.
  package static func bases(_ count: Int) throws -> [Port] {
    let busy = Set(try ListeningSockets.all().map(\.port))
    // Below the ports that connections take for themselves: ip(7), ip_local_port_range.
    let start = Int(getpid() % 120) * 100
    let bases = (0..<60).compactMap { Port(20_000 + (start + $0 * 150) % 12_000) }.filter { base in
      (0..<8).allSatisfy { base.advanced(by: $0).map { !busy.contains($0) } ?? false }
    }
    guard bases.count >= count else { throw None() }
    return Array(bases.prefix(count))
  }

  package static func base() throws -> Port { try bases(1)[0] }

  private static let kept = Mutex<Set<Port>>([])

  /// A base for one test alone, though it listens there only later: none that `bases` gives first, and none twice.
  package static func ownBase() throws -> Port {
    let free = try bases(50).dropFirst(4)
    return try kept.withLock { kept in
      guard let base = free.first(where: { !kept.contains($0) }) else { throw None() }
      kept.insert(base)
      return base
    }
  }
}
