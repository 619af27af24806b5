import JSON
import Platform
import Testing

@testable import GatewayProtocol

@Suite("What config.patch and config.apply are asked") struct ConfigurationChangeRequestTests {
  @Test(
    "a restart waits two seconds unless something else is said, and a minute at most",
    arguments: [(nil, 2000), (0, 0), (500, 500), (60_000, 60_000), (86_400_000, 60_000)] as [(Int64?, Int64)])
  func delay(said: Int64?, expected: Int64) throws {
    var parameters: JSONObject = ["raw": "{}"]
    parameters["restartDelayMs"] = said.map(JSONValue.integer)
    let request = try ConfigurationChangeRequest(reading: .object(parameters))
    #expect(request.restartDelay == .milliseconds(expected))
    #expect(ConfigurationChangeRequest(fitting: request.json) == request)
  }

  @Test(
    "what does not fit is refused",
    arguments: [[:], ["raw": ""], ["raw": "{}", "restartDelayMs": -1], ["raw": "{}", "more": 1]] as [JSONValue])
  func refused(parameters: JSONValue) {
    #expect(throws: ShapeError.self) { try ConfigurationChangeRequest(reading: parameters) }
  }
}
