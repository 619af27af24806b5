import Platform

/// The family of ports that follows from a gateway's base port.
package struct PortPlan: Hashable, Sendable {
  /// The default profile's base.
  package static let defaultBase = fixed(18789)
  /// The dev profile's base.
  package static let developmentBase = fixed(19001)
  /// The highest base that carries a whole family.
  package static let highestBase = fixed(65535 - 110)
  /// Bases at least this far apart share no port: the last CDP port is base + 110.
  package static let spacing = 111

  /// WebSocket and HTTP.
  package let base: Port
  /// The browser control service, loopback only: base + 2.
  package let browserControl: Port
  /// The canvas host: base + 4 unless overridden.
  package let canvas: Port
  /// The browser profiles' CDP ports: base + 11 to base + 110.
  package let cdp: ClosedRange<Port>

  /// Derives the family.
  ///
  /// - Throws: `PortPlanError.outOfRange` when a derived port would be above 65535.
  package init(base: Port, canvas: Port? = nil) throws(PortPlanError) {
    func derived(_ role: PortRole, _ offset: Int) throws(PortPlanError) -> Port {
      guard let port = base.advanced(by: offset) else { throw .outOfRange(role, base: base, offset: offset) }
      return port
    }
    self.base = base
    browserControl = try derived(.browserControl, 2)
    if let canvas { self.canvas = canvas } else { self.canvas = try derived(.canvas, 4) }
    let first = try derived(.cdp, 11)
    cdp = try first...derived(.cdp, 110)
  }

  /// The ports of the roles that a gateway and its helpers listen on for certain.
  package var exclusive: [(role: PortRole, port: Port)] {
    [(.gateway, base), (.browserControl, browserControl), (.canvas, canvas)]
  }

  /// The ports that both plans would listen on: an install is refused for these.
  package func collisions(with other: PortPlan) -> [PortCollision] {
    exclusive.flatMap { mine in
      other.exclusive.filter { $0.port == mine.port }
        .map { PortCollision(port: mine.port, ours: mine.role, theirs: $0.role) }
    }
  }

  /// The ports that one plan reserves inside the other's CDP range: a warning, because a range is used from its start.
  package func overlap(with other: PortPlan) -> ClosedRange<Port>? {
    let shared = { (range: ClosedRange<Port>, ports: [Port]) in ports.filter(range.contains) }
    var meeting = shared(cdp, other.exclusive.map(\.port)) + shared(other.cdp, exclusive.map(\.port))
    if cdp.overlaps(other.cdp) {
      meeting += [max(cdp.lowerBound, other.cdp.lowerBound), min(cdp.upperBound, other.cdp.upperBound)]
    }
    guard let first = meeting.min(), let last = meeting.max() else { return nil }
    return first...last
  }

  /// The lowest base that is free for a profile that names none, nil when no port is left.
  ///
  /// It is at least 111 from every taken one and from the two published defaults, above the default profile's family,
  /// and neither it nor the other ports that a gateway listens on for certain are in use.
  package static func freeBase(taken: [Port], isInUse: (Port) -> Bool) -> Port? {
    let others = taken + [defaultBase, developmentBase]
    var candidate = defaultBase.advanced(by: spacing)
    while let base = candidate {
      if let near = others.last(where: { abs($0.number - base.number) < spacing }) {
        candidate = near.advanced(by: spacing)
      } else if isWholeFamilyFree(base, isInUse) {
        return base
      } else {
        candidate = base.advanced(by: 1)
      }
    }
    return nil
  }

  private static func isWholeFamilyFree(_ base: Port, _ isInUse: (Port) -> Bool) -> Bool {
    do { return try !PortPlan(base: base).exclusive.contains { isInUse($0.port) } } catch { return false }
  }

  private static func fixed(_ number: Int) -> Port {
    guard let port = Port(number) else { preconditionFailure("\(number) is a port") }
    return port
  }
}
