import Platform
import Profiles
import Testing

@Suite("Port plan")
struct PortPlanTests {
  @Test(
    "the family follows from the base",
    arguments: [
      (18789, 18791, 18793, 18800, 18899), (19001, 19003, 19005, 19012, 19111), (1, 3, 5, 12, 111),
      (65425, 65427, 65429, 65436, 65535),
    ])
  func derived(base: Int, browserControl: Int, canvas: Int, first: Int, last: Int) throws {
    let plan = try plan(base)
    #expect(plan.browserControl.number == browserControl)
    #expect(plan.canvas.number == canvas)
    #expect(plan.cdp.lowerBound.number == first)
    #expect(plan.cdp.upperBound.number == last)
    #expect(plan.exclusive.map(\.port.number) == [base, browserControl, canvas])
    #expect(plan.exclusive.map(\.role) == [.gateway, .browserControl, .canvas])
  }

  @Test("the canvas port can be given") func override() throws {
    #expect(try plan(18789, canvas: 4000).canvas.number == 4000)
    #expect(try plan(18789, canvas: 4000).exclusive.map(\.port.number) == [18789, 18791, 4000])
  }

  @Test(
    "a derived port out of range is an error that says which",
    arguments: [
      (65535, .browserControl, 2), (65534, .browserControl, 2), (65533, .canvas, 4), (65531, .cdp, 11),
      (65524, .cdp, 110),
      (65426, .cdp, 110),
    ] as [(Int, PortRole, Int)])
  func outOfRange(base: Int, role: PortRole, offset: Int) throws {
    let base = try port(base)
    #expect(throws: PortPlanError.outOfRange(role, base: base, offset: offset)) { try PortPlan(base: base) }
  }

  @Test("a given canvas port is not derived, and so not out of range") func overrideInRange() throws {
    #expect(throws: PortPlanError.outOfRange(.cdp, base: try port(65533), offset: 11)) {
      try plan(65533, canvas: 4000)
    }
  }

  @Test(
    "two plans collide in exact ports, with the role of each",
    arguments: [
      (
        18789, 18789,
        [(18789, .gateway, .gateway), (18791, .browserControl, .browserControl), (18793, .canvas, .canvas)]
      ),
      (18789, 18791, [(18791, .browserControl, .gateway), (18793, .canvas, .browserControl)]),
      (18789, 18785, [(18789, .gateway, .canvas)]), (18789, 18793, [(18793, .canvas, .gateway)]), (19001, 19002, []),
      (18789, 18809, []), (18789, 18790, []), (18789, 18900, []),
    ] as [(Int, Int, [(Int, PortRole, PortRole)])])
  func collisions(ours: Int, theirs: Int, expected: [(Int, PortRole, PortRole)]) throws {
    let found = try plan(ours).collisions(with: plan(theirs))
    #expect(found == (try expected.map { PortCollision(port: try port($0.0), ours: $0.1, theirs: $0.2) }))
    let mirrored = try plan(theirs).collisions(with: plan(ours))
    #expect(Set(mirrored.map(\.port)) == Set(found.map(\.port)))
  }

  @Test("a canvas port that was given collides too") func canvasCollision() throws {
    let found = try plan(18789, canvas: 19122).collisions(with: plan(19122))
    #expect(found == [PortCollision(port: try port(19122), ours: .canvas, theirs: .gateway)])
  }

  @Test(
    "plans overlap where one's ports lie in the other's CDP range",
    arguments: [
      (18789, 18809, 18809...18899), (19001, 19002, 19013...19111), (18789, 18900, nil), (18789, 18899, 18899...18899),
      (18789, 18897, 18897...18899), (18789, 18795, 18806...18899), (18789, 20000, nil),
    ] as [(Int, Int, ClosedRange<Int>?)])
  func overlaps(ours: Int, theirs: Int, expected: ClosedRange<Int>?) throws {
    for (one, other) in [(ours, theirs), (theirs, ours)] {
      let overlap = try plan(one).overlap(with: plan(other))
      #expect(overlap.map { $0.lowerBound.number...$0.upperBound.number } == expected)
    }
  }

  @Test("bases 111 apart neither collide nor overlap, and less far apart they do") func spacing() throws {
    let plan = try plan(20000)
    for distance in 1...300 {
      let other = try self.plan(20000 + distance)
      let meets = !plan.collisions(with: other).isEmpty || plan.overlap(with: other) != nil
      #expect(meets == (distance < PortPlan.spacing))
    }
  }

  private func port(_ number: Int) throws -> Port { try #require(Port(number)) }

  private func plan(_ base: Int, canvas: Int? = nil) throws -> PortPlan {
    try PortPlan(base: port(base), canvas: canvas.map { try port($0) })
  }
}
