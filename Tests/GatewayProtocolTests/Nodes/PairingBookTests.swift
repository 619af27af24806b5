import JSON
import Platform
import Testing

@testable import GatewayProtocol

@Suite("The pairing of nodes") struct PairingBookTests {
  @Test("a node that asks twice has one request, and once it is approved it is paired") func approve() throws {
    var book = PairingBook()
    #expect(try ask(&book, "phone", as: "r1").isNew)
    #expect(try !ask(&book, "phone", as: "r2").isNew)
    #expect(book.requests.map(\.id) == ["r1"])
    #expect(book.approve("nope", token: Secret("t"), at: at(1)) == nil)
    #expect(book.approve("r1", token: Secret("t"), at: at(1))?.id == "phone")
    #expect(book.requests.isEmpty)
    #expect(book.approve("r1", token: Secret("u"), at: at(2)) == nil)
    #expect(book.verified("phone", Secret("t"))?.id == "phone")
    #expect(book.verified("phone", Secret("u")) == nil)
    #expect(book.verified("other", Secret("t")) == nil)
  }

  @Test("a paired node that asks again gets a new token, keeps its name and is said to be repaired") func repair()
    throws
  {
    var book = PairingBook()
    _ = try ask(&book, "phone", as: "r1")
    _ = book.approve("r1", token: Secret("old"), at: at(1))
    #expect(book.rename("phone", to: "My phone")?.facts.displayName == "My phone")
    #expect(book.rename("other", to: "x") == nil)
    #expect(try ask(&book, "phone", as: "r2").request.isRepair)
    let node = book.approve("r2", token: Secret("new"), at: at(2))
    #expect(node?.facts.displayName == "My phone")
    #expect(node?.createdAt == at(1))
    #expect(node?.approvedAt == at(2))
    #expect(book.nodes.count == 1)
    #expect(book.verified("phone", Secret("old")) == nil)
  }

  @Test("a request that is rejected, or too old, is gone") func forgotten() throws {
    var book = PairingBook()
    _ = try ask(&book, "a", as: "r1", milliseconds: 0)
    _ = try ask(&book, "b", as: "r2", milliseconds: 1)
    #expect(book.reject("r1")?.nodeID == "a")
    #expect(book.reject("r1") == nil)
    book.expire(at: at(300_001))
    #expect(book.requests.map(\.id) == ["r2"])
    book.expire(at: at(300_002))
    #expect(book.requests.isEmpty)
  }

  @Test("of too many requests the oldest go") func bounded() throws {
    var limits = PairingBook.Limits()
    limits.requests = 3
    var book = PairingBook(limits: limits)
    for number in 1...5 { _ = try ask(&book, "n\(number)", as: "r\(number)") }
    #expect(book.requests.map(\.id) == ["r3", "r4", "r5"])
  }

  @Test("records read what they have written") func records() throws {
    var book = PairingBook()
    let request = try ask(&book, "phone", as: "r1").request
    #expect(try PairingRequest(reading: request.json) == request)
    let approved = book.approve("r1", token: Secret("t"), at: at(1))
    let node = try #require(approved)
    #expect(try PairedNode(reading: node.json) == node)
    #expect(node.json["token"] == "t")
    #expect(node.publicJSON["token"] == nil)
  }

  private func ask(
    _ book: inout PairingBook, _ node: String, as id: String, milliseconds: Int64 = 0
  ) throws -> (request: PairingRequest, isNew: Bool) {
    let parameters = try PairingRequest.Parameters(reading: ["nodeId": .string(node), "platform": "ios"])
    return book.request(parameters, id: id, at: at(milliseconds))
  }

  private func at(_ milliseconds: Int64) -> Timestamp { Timestamp(milliseconds: milliseconds) }
}
