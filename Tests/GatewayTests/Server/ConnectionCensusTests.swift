import Testing
import Transport

@testable import Gateway

@Suite("Counting connections") struct ConnectionCensusTests {
  private let limits = {
    var limits = ConnectionLimits()
    limits.total = 4
    limits.perAddress = 2
    return limits
  }()

  private func address(_ text: String) throws -> SocketAddress { try #require(SocketAddress(text, port: nil)) }

  @Test("an address has its share, and gets it back when its connections end") func perAddress() throws {
    var census = ConnectionCensus()
    let one = try address("203.0.113.1")
    #expect(census.admit(one, limits, isExempt: false) == nil)
    #expect(census.admit(one, limits, isExempt: false) == nil)
    #expect(census.admit(one, limits, isExempt: false) == .address)
    #expect(census.admit(try address("203.0.113.2"), limits, isExempt: false) == nil)
    census.left(one)
    #expect(census.admit(one, limits, isExempt: false) == nil)
    #expect(census.total == 3)
  }

  @Test("the addresses of one IPv6 network count as one") func network() throws {
    var census = ConnectionCensus()
    for text in ["2001:db8::1", "2001:db8::2"] {
      #expect(census.admit(try address(text), limits, isExempt: false) == nil)
    }
    #expect(census.admit(try address("2001:db8::3"), limits, isExempt: false) == .address)
    #expect(census.admit(try address("2001:db8:0:1::1"), limits, isExempt: false) == nil)
  }

  @Test("who speaks for many is not counted by address, and still in all") func exempt() throws {
    var census = ConnectionCensus()
    for _ in 0..<4 { #expect(census.admit(.loopback(port: nil), limits, isExempt: true) == nil) }
    #expect(census.admit(.loopback(port: nil), limits, isExempt: true) == .total)
  }
}
