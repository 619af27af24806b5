import Services
import Testing

@Suite("The start limit") struct StartLimitTests {
  @Test("as many starts as the burst fit in the interval, whenever they come") func burst() {
    var limit = StartLimit(interval: .seconds(400), burst: 5)
    #expect((0..<5).map { limit.allows(at: .seconds($0 * 65)) } == [true, true, true, true, true])
    #expect(!limit.allows(at: .seconds(400)))
    #expect(limit.allows(at: .seconds(401)))
  }

  @Test("forgetting makes room again") func reset() {
    var limit = StartLimit(interval: .seconds(10), burst: 1)
    #expect(limit.allows(at: .zero) && !limit.allows(at: .zero))
    limit.reset()
    #expect(limit.allows(at: .zero))
  }

  @Test("without interval or burst there is no limit", arguments: [(nil, 5), (.seconds(10), 0)] as [(Duration?, Int)])
  func unlimited(_ interval: Duration?, _ burst: Int) {
    var limit = StartLimit(interval: interval, burst: burst)
    #expect((0..<50).allSatisfy { _ in limit.allows(at: .zero) })
  }
}
