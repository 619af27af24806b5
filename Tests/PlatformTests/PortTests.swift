import Platform
import Testing

@Suite("Port")
struct PortTests {
  @Test(
    "digits from 1 to 65535 are a port",
    arguments: [("1", 1), ("18789", 18789), ("65535", 65535), ("0080", 80)])
  func text(text: String, number: Int) {
    #expect(Port(text)?.number == number)
    #expect(Port(number)?.description == String(number))
  }

  @Test(
    "anything else is none",
    arguments: [
      "", "0", "65536", "-1", "+1", " 1", "1 ", "1.0", "0x10", "99999999999999999999", "１", "a",
    ])
  func refused(text: String) { #expect(Port(text) == nil) }

  @Test(
    "a port moves within the range only", arguments: [(1, -1, nil), (1, 1, 2), (65535, 1, nil), (65525, 10, 65535)])
  func advanced(number: Int, offset: Int, result: Int?) throws {
    #expect(try #require(Port(number)).advanced(by: offset)?.number == result)
  }

  @Test("ports are ordered by number") func order() throws {
    #expect(try #require(Port(80)) < #require(Port(443)))
  }
}
