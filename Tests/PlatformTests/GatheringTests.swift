import CLinux
import Glibc
import Testing

@testable import Platform

@Suite("Gathering")
struct GatheringTests {
  private let patient = Gathering(deadline: .after(.seconds(60)))

  @Test("facts are looked up side by side: one can wait for another") func sideBySide() {
    let patient = patient
    let one = patient.start { 1 }
    let two = patient.start { patient.value(of: one).map { $0 + 1 } }
    #expect(patient.value(of: two) == 2)
    #expect(patient.value(of: two) == 2)
  }

  @Test("a fact that is not there at the deadline is missing, and the others are not") func deadline() throws {
    var ends: [Int32] = [-1, -1]
    try checked("pipe2") { pipe2(&ends, O_CLOEXEC) }
    let reading = Descriptor(taking: ends[0])
    let stuck = patient.start { [raw = reading.raw] in
      var byte: UInt8 = 0
      return read(raw, &byte, 1)
    }
    let quick = patient.start { 2 }
    let hasty = Gathering(deadline: .after(.milliseconds(20)))
    #expect(hasty.value(of: stuck) == nil)
    #expect(patient.value(of: quick) == 2)
    #expect(hasty.value(of: quick) == 2)
    close(ends[1])
    #expect(patient.value(of: stuck) == 0)
    _ = consume reading
  }

  @Test("a lookup may be followed by another one with what it found") func chained() {
    let (one, two) = patient.start({ 1 }) { $0 + 1 }
    #expect(patient.value(of: one) == 1 && patient.value(of: two) == 2)
  }

  @Test("a process that may have no more descriptors waits all the same, and no longer than it should")
  func noDescriptor() {
    let fact = Fact<Int>(event: -1)
    #expect(fact.wait(until: .after(.milliseconds(5))) == nil)
    fact.set(7)
    #expect(fact.wait(until: .after(.seconds(60))) == 7)
  }

  @Test("many facts come each with its own value") func many() {
    let facts = (0..<100).map { number in patient.start { number * number } }
    #expect(facts.map { patient.value(of: $0) } == (0..<100).map { $0 * $0 })
  }
}
