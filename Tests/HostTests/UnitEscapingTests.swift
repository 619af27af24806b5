import Services
import TestSupport
import Testing

@Suite("Values in units", .whereHostsBoot, .emptyHost)
struct UnitEscapingTests {
  /// What goes wrong in one directive's grammar or another, and plain text between it.
  private static let pieces = [
    " ", "  ", "%", "%h", "%%", "$", "$HOME", "${HOME}", "$$", "\"", "'", "\\", "\\n", "\\x41", "\t", "\n", ";", "#",
    "=",
    "@", "-", "+", "!", ":", "*", "é", "م", "漢", "🦀", "e\u{301}", "a", "b/c", "~",
  ]

  @Test("a thousand random values arrive byte for byte in argv, environment and working directory")
  func randomValues() async throws {
    var generator = SeededGenerator(seed: 252)
    let services = (0..<40).map { _ in
      EchoService(arguments: 12, variables: 12, pieces: Self.pieces, using: &generator)
    }
    #expect(services.reduce(0) { $0 + $1.count } == 1000)
    let echoes = try await services.echoed(on: BootedHost.current)
    for (service, echo) in zip(services, echoes) { #expect(echo == service.expected) }
  }
}
