import HTTPCodec
import Testing

@Suite("Ranges, RFC 9110 §14") struct RangeSelectionTests {
  @Test(
    "one range is a part, cut at the end",
    arguments: [
      ("bytes=0-0", 0..<1), ("bytes=0-499", 0..<500), ("bytes=9500-", 9500..<10000), ("bytes=-500", 9500..<10000),
      ("bytes=0-99999", 0..<10000), ("bytes=-99999", 0..<10000), ("BYTES=9999-9999", 9999..<10000),
      ("bytes=0-99999999999999999999999", 0..<10000), ("bytes= 1-2", 1..<3),
    ])
  func parts(field: String, range: Range<Int>) {
    #expect(RangeSelection(field, of: 10000) == .part(range))
  }

  @Test("one beyond the end cannot be had", arguments: ["bytes=10000-", "bytes=10000-10001", "bytes=-0"])
  func unsatisfiable(field: String) {
    #expect(RangeSelection(field, of: 10000) == .unsatisfiable)
  }

  @Test(
    "what is no single range of bytes is as if it were not there",
    arguments: [
      nil, "", "bytes", "bytes=", "bytes=-", "bytes=1", "bytes=a-b", "bytes=2-1", "bytes=0x1-2", "bytes=+1-2",
      "bytes=0-0,2-3", "bytes=0-0, -1", "items=0-1", "bytes 0-1", "=0-1", "bytes=1-2-3",
      "bytes=99999999999999999999-1",
    ] as [String?])
  func ignored(field: String?) {
    #expect(RangeSelection(field, of: 10000) == .whole)
  }

  @Test("of nothing there is no part") func empty() {
    #expect(RangeSelection("bytes=0-0", of: 0) == .unsatisfiable)
    #expect(RangeSelection("bytes=-1", of: 0) == .whole)
  }
}
