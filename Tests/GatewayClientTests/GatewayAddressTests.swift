import Testing

@testable import GatewayClient

@Suite("Gateway addresses") struct GatewayAddressTests {
  @Test(
    "a URL is read into its parts",
    arguments: [
      ("ws://127.0.0.1:18789", "127.0.0.1", 18789, "/"), ("WS://host", "host", 80, "/"),
      ("ws://[::1]:19001/", "::1", 19001, "/"), ("ws://h:1/a/b?c=d", "h", 1, "/a/b?c=d"), ("ws://h:1?x", "h", 1, "/?x"),
      ("ws://h:1/a#fragment", "h", 1, "/a"),
    ])
  func parts(text: String, host: String, port: Int, target: String) throws {
    #expect(try GatewayAddress(text) == GatewayAddress(host: host, port: port, target: target))
  }

  @Test("an address is written as it is read", arguments: ["ws://127.0.0.1:18789", "ws://[::1]:1/a?b"])
  func roundTrip(text: String) throws { #expect(try GatewayAddress(text).description == text) }

  @Test(
    "what is no address is refused with the reason",
    arguments: [
      ("wss://h:1", "TLS is not supported"), ("http://h", "must start with ws://"), ("h:1", "must start with ws://"),
      ("ws://", "ws://host:port"), ("ws://h:0", "port"), ("ws://h:65536", "port"), ("ws://h:x", "port"),
      ("ws://[::1", "ws://host:port"), ("ws://a b:1", "ws://host:port"), ("ws://h:1/a b", "percent-encoded"),
      ("ws://user:s3cret@h:1", "credentials"),
    ])
  func refused(text: String, says: String) {
    let error = #expect(throws: GatewayClientError.self) { try GatewayAddress(text) }
    #expect(error?.description.contains(says) == true, "\(error?.description ?? "")")
    #expect(error?.description.contains("s3cret") == false)
  }
}
