import Platform
import Profiles
import TestSupport
import Testing

@Suite("Free base port")
struct FreeBaseTests {
  @Test(
    "it is the lowest that keeps its distance from every other base",
    arguments: [
      ([], 19112), ([19112], 19223), ([19223], 19112), ([19150], 19261), ([19112, 19223, 19334], 19445),
      ([19334, 19112, 19223], 19445), ([19112, 19334], 19223), ([18789, 19001], 19112), ([3000, 65000], 19112),
      ([19112, 19335], 19223), ([19112, 19333], 19444),
    ])
  func lowest(taken: [Int], base: Int) throws {
    #expect(PortPlan.freeBase(taken: try ports(taken)) { _ in false }?.number == base)
  }

  @Test(
    "it does not take a port that somebody listens on, of the ports that a gateway needs for certain",
    arguments: [
      ([19112], 19113), ([19114], 19113), ([19116], 19113), ([19113, 19115, 19112], 19114), ([19123], 19112),
    ])
  func listeners(listening: [Int], base: Int) throws {
    let listening = Set(try ports(listening))
    let found = try #require(PortPlan.freeBase(taken: []) { listening.contains($0) })
    #expect(found.number == base)
    #expect(try !PortPlan(base: found).exclusive.contains { listening.contains($0.port) })
  }

  @Test("ten profiles, whatever their order, are at least 111 apart and share no port", arguments: 0..<10)
  func tenProfiles(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    var taken =
      [PortPlan.defaultBase, PortPlan.developmentBase] + (try ports([21000, 19700]).shuffled(using: &generator))
    for _ in 0..<10 {
      taken.append(try #require(PortPlan.freeBase(taken: taken.shuffled(using: &generator)) { $0.number % 7 == 0 }))
    }
    let plans = try taken.sorted().map { try PortPlan(base: $0) }
    for (lower, upper) in zip(plans, plans.dropFirst()) {
      #expect(upper.base.number - lower.base.number >= PortPlan.spacing)
      #expect(lower.collisions(with: upper).isEmpty && lower.overlap(with: upper) == nil)
    }
  }

  @Test("the last base of all can be had, and then there is none") func exhausted() throws {
    let all = try ports(Array(stride(from: 18789, to: 65425 - 110, by: 111)))
    #expect(PortPlan.freeBase(taken: all) { $0.number < 65425 } == Port(65425))
    #expect(PortPlan.freeBase(taken: all) { $0.number <= 65425 } == nil)
    #expect(PortPlan.freeBase(taken: []) { _ in true } == nil)
  }

  private func ports(_ numbers: [Int]) throws -> [Port] { try numbers.map { try #require(Port($0)) } }
}
