import Testing

@testable import CommandLineTool

@Suite("Progress of a wait") struct WaitProgressTests {
  @Test("each state is told once, then every five seconds with the time it has taken") func told() {
    var wait = WaitProgress()
    let lines = (0..<48).compactMap { wait.received("x is starting", after: .milliseconds(250 * $0)) }
    #expect(lines == ["x is starting", "x is starting, for 5 s now", "x is starting, for 10 s now"])
    #expect(wait.received("x is running", after: .seconds(12)) == "x is running")
    #expect(wait.received("x is running", after: .seconds(13)) == nil)
  }
}
