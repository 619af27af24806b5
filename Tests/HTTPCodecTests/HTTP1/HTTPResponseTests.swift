import HTTPCodec
import Testing

@Suite("Writing responses") struct HTTPResponseTests {
  private func text(
    _ response: HTTPResponse, to method: String = "GET", version: HTTPVersion = .http11, keeping: Bool = true
  ) throws -> String {
    let target = try #require(RequestTarget("/"))
    var output: [UInt8] = []
    response.append(
      Array("hello".utf8), answering: HTTPRequest(method, target, version: version), keepingConnection: keeping,
      to: &output)
    return String(decoding: output, as: UTF8.self)
  }

  @Test("a response carries its length and content") func simple() throws {
    let response = HTTPResponse(.ok, fields: ["Content-Type": "text/plain"])
    #expect(
      try text(response) == "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 5\r\n\r\nhello")
  }

  @Test("the answer to HEAD says the length and ends") func head() throws {
    #expect(try text(HTTPResponse(.ok), to: "HEAD") == "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n")
  }

  @Test("204 and 304 have neither length nor content", arguments: [HTTPStatus.noContent, .notModified])
  func bare(_ status: HTTPStatus) throws {
    #expect(try text(HTTPResponse(status)) == "HTTP/1.1 \(status.rawValue) \(status.reasonPhrase)\r\n\r\n")
  }

  @Test("the connection's fate is said where the version does not imply it") func connection() throws {
    #expect(try text(HTTPResponse(.ok), keeping: false).contains("Connection: close\r\n"))
    #expect(try text(HTTPResponse(.ok), version: .http10).contains("Connection: keep-alive\r\n"))
  }

  @Test("no field can smuggle in a line of its own") func injection() throws {
    let fields: HTTPFields = ["X\r\nEvil": "a\r\nSet-Cookie: b\u{0}"]
    #expect(try text(HTTPResponse(.ok, fields: fields)).contains("\r\nXEvil: a  Set-Cookie: b \r\n"))
  }
}
