import Platform
import Testing

@Suite("Random bytes")
struct RandomBytesTests {
  @Test("there are as many as asked for, others each time", arguments: [0, 1, 16, 1000])
  func count(count: Int) {
    #expect(RandomBytes.make(count).count == count)
    if count >= 16 { #expect(RandomBytes.make(count) != RandomBytes.make(count)) }
  }

  @Test("a UUID has version 4 and the variant of RFC 9562") func uuid() {
    for _ in 0..<50 {
      let groups = RandomBytes.uuid().split(separator: "-", omittingEmptySubsequences: false)
      #expect(groups.map(\.count) == [8, 4, 4, 4, 12])
      #expect(groups[2].first == "4")
      #expect(groups[3].first.map("89ab".contains) == true)
    }
  }

  @Test(
    "bytes are written as two digits each",
    arguments: [([], ""), ([0, 15, 16, 255], "000f10ff")] as [([UInt8], String)])
  func hexadecimal(bytes: [UInt8], text: String) { #expect(bytes.hexadecimal == text) }
}
