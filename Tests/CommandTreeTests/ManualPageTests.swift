import TestSupport
import Testing

@testable import CommandTree

@Suite("Manual page") struct ManualPageTests {
  @Test("man finds nothing to warn about", .enabled(if: Tool.man.isPresent, "man-db is missing: roff is unchecked"))
  func warnings() throws {
    let result = try Tool.man.run(["--warnings", "-l", Checkout.path(of: "docs/openclaw.1")])
    #expect(result.errors == "")
    #expect(result.output.contains("OPENCLAW"))
  }

  @Test("no line is read as a request that was not meant") func requests() {
    let requests = ManualPage.roff.split(separator: "\n").filter { $0.hasPrefix(".") || $0.hasPrefix("'") }
    let meant = /\.(\\"|(TH|SH|SS|TP|PP|B|BR|br|nh|ad)\b).*/
    #expect(requests.filter { $0.wholeMatch(of: meant) == nil } == [])
  }
}
