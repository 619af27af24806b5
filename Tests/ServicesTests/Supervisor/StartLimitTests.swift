import Services
import Testing

@Suite("The start limit") struct StartLimitTests {
  @Test("as many starts as the burst fit in the interval, whenever they come") func burst() {
    var limit = StartLimit(interval: .seconds(400), burst: 5)
    let answers = [0, 65, 130, 195, 260, 400, 401].map { limit.allows(at: .seconds($0)) }
    #expect(answers == [true, true, true, true, true, false, true])
  }

  @Test("forgetting makes room again") func reset() {
    var limit = StartLimit(interval: .seconds(10), burst: 1)
    var answers = [limit.allows(at: .zero), limit.allows(at: .zero)]
    limit.reset()
    answers.append(limit.allows(at: .zero))
    #expect(answers == [true, false, true])
  }

  @Test("without interval or burst there is no limit", arguments: [(nil, 5), (.seconds(10), 0)] as [(Duration?, Int)])
  func unlimited(_ interval: Duration?, _ burst: Int) {
    var limit = StartLimit(interval: interval, burst: burst)
    let answers = (0..<50).map { _ in limit.allows(at: .zero) }
    #expect(!answers.contains(false))
  }
}
