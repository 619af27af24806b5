import HTTPCodec
import TestSupport
import Testing

@testable import Gateway

@Suite("docs/http.md") struct HTTPPageTests {
  private func page() throws -> String { try Checkout.text(of: "docs/http.md") }

  @Test("it has every metric as it is declared", arguments: MetricDefinition.all) func metrics(metric: MetricDefinition)
    throws
  {
    #expect(try page().contains("\n| `\(metric.name)` | \(metric.kind.rawValue) | \(metric.help) |\n"))
  }

  @Test("it has every path that is served") func paths() throws {
    let page = try page()
    for route in HTTPRoute.all {
      let path =
        switch route.place {
        case .exactly(let path): path
        case .from(let path): path + "/"
        }
      #expect(page.contains("\n| `\(path)` | "))
    }
  }

  @Test("it has the limits that hold") func limits() throws {
    let (page, message, connections) = (try page(), HTTPLimits(), ConnectionLimits())
    let timeouts = ServerSettings.HTTPTimeouts()
    for limit in [
      "| \(timeouts.request.components.seconds) s | 408", "| \(timeouts.idle.components.seconds) s | it is closed",
      "| \(timeouts.stall.components.seconds) s | it is cut", "| The request line | \(message.startLine) bytes | 414 |",
      "| One field line | \(message.fieldLine) bytes | 431 |",
      "| All field lines | \(message.fieldSection) bytes, \(message.fieldCount) lines | 431 |",
      "| \(message.content) bytes | 413 |", "| Connections in all | \(connections.total) | 503",
      "of 64 bits | \(connections.perAddress) | 503",
    ] {
      #expect(page.contains(limit), "\(limit)")
    }
  }
}
