import Testing

@testable import Gateway

@Suite("High-water mark of clients") struct CrowdMarkTests {
  @Test("half of a crowd leaving is told once; what is no crowd is not") func fallen() {
    var mark = CrowdMark()
    mark.reached(99)
    #expect(looks(&mark, [0]) == [false])
    for count in [400, 1_000, 700] { mark.reached(count) }
    #expect(looks(&mark, [501, 500, 251, 3, 0]) == [false, true, false, true, false])
  }

  private func looks(_ mark: inout CrowdMark, _ counts: [Int]) -> [Bool] { counts.map { mark.hasFallen(to: $0) } }
}
