import Testing

@testable import Platform

@Suite("Socket table")
struct SocketTableTests {
  static let heading =
    "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n"

  static func row(_ local: String, state: String = "0A", user: Int = 1000, inode: Int = 4711) -> String {
    "   0: \(local) 00000000:0000 \(state) 00000000:00000000 00:00000000 00000000  \(user)        0 \(inode) 1 0 100 0 0 10 0\n"
  }

  @Test(
    "an address is read in the byte order of the machine",
    arguments: [
      ("0100007F:4965", "127.0.0.1:18789"), ("00000000:0016", "0.0.0.0:22"), ("0202000A:FFFF", "10.0.2.2:65535"),
      ("00000000000000000000000000000000:4965", "[::]:18789"),
      ("00000000000000000000000001000000:4965", "[::1]:18789"),
      ("0000000000000000FFFF00000100007F:4965", "[::ffff:127.0.0.1]:18789"),
      ("B80D0120000000000000000001000000:0050", "[2001:db8::1]:80"),
    ])
  func addresses(local: String, endpoint: String) {
    var table = SocketTable()
    #expect(table.received((Self.heading + Self.row(local)).utf8) == .wantsMore)
    #expect(table.ended() == .complete)
    #expect(table.listeners.map(\.endpoint) == [endpoint])
  }

  @Test("a listener carries its owner and its inode") func ownerAndInode() {
    var table = SocketTable()
    _ = table.received((Self.heading + Self.row("0100007F:4965", user: 65534, inode: 98_765_432_109)).utf8)
    #expect(table.listeners.first?.userID == 65534)
    #expect(table.listeners.first?.inode == 98_765_432_109)
  }

  @Test("only a listener counts, and nothing after the first other row is read") func otherStates() {
    for state in ["01", "02", "03", "06", "07", "08"] {
      var table = SocketTable()
      let text = Self.heading + Self.row("0100007F:0001") + Self.row("0100007F:0002", state: state) + "no row\n"
      #expect(table.received(text.utf8) == .complete)
      #expect(table.listeners.map(\.port.number) == [1])
    }
  }

  @Test("only the ports asked for are kept") func filter() {
    var table = SocketTable(ports: [18789, 2].compactMapToPorts())
    _ = table.received((Self.heading + ["0001", "0002", "4965"].map { Self.row("0100007F:\($0)") }.joined()).utf8)
    #expect(table.listeners.map(\.port.number) == [2, 18789])
  }

  @Test("the same rows come out wherever the text is cut") func everyCut() {
    let text = Array(
      (Self.heading + Self.row("0100007F:0001") + Self.row("00000000:0002") + Self.row("0100007F:0003", state: "06"))
        .utf8)
    for cut in text.indices {
      var table = SocketTable()
      _ = table.received(text[..<cut])
      #expect(table.received(text[cut...]) == .complete)
      #expect(table.listeners.map(\.port.number) == [1, 2])
    }
  }

  @Test("a table that ends within a row, or before its heading, is not understood") func truncated() {
    let text = Array((Self.heading + Self.row("0100007F:0001")).utf8)
    for cut in text.indices where cut != Self.heading.utf8.count {
      var table = SocketTable()
      _ = table.received(text[..<cut])
      #expect(table.ended() == .malformed(row: cut < Self.heading.utf8.count ? 0 : 1))
    }
  }

  @Test(
    "a row of another form is not understood",
    arguments: [
      "", "x", "0100007F", "0100007F:", "0100007F:0000", "0100007F:10000", "0100007G:0001", "100007F:0001",
      "0100007F00000000:0001",
    ])
  func malformed(local: String) {
    var table = SocketTable()
    #expect(table.received((Self.heading + Self.row(local)).utf8) == .malformed(row: 1))
  }

  @Test("a row that does not end, and a table that does not, are given up") func limits() {
    var endless = SocketTable(limits: .init(rowLength: 64, rows: 10))
    #expect(endless.received(repeatElement(UInt8(ascii: "x"), count: 1000)) == .malformed(row: 0))
    var long = SocketTable(limits: .init(rowLength: 256, rows: 10))
    #expect(long.received((Self.heading + String(repeating: Self.row("0100007F:0001"), count: 20)).utf8) == .tooLong)
    #expect(long.listeners.count <= 10)
  }
}

extension [Int] {
  fileprivate func compactMapToPorts() -> Set<Port> { Set(compactMap { Port($0) }) }
}
